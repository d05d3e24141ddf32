"""What would be otherwise if the answers were: changes, goals, margins."""
