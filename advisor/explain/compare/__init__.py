"""What changed between two assessments of one company, and whether answers or knowledge did it."""
