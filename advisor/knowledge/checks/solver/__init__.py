"""Whether things can be so together: a search through what a company may answer."""
