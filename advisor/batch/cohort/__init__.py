"""What many companies have in common, told so that nothing is told of a few."""
