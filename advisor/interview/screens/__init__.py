"""Where the conversation is shown: plain lines, or lists to move in."""
