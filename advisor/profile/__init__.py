"""A company's profile: read, described, or handed out blank."""
