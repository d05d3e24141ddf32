"""How and why not: a piece of advice explained down to the answers, for whoever asks."""
