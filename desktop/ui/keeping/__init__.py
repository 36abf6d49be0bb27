"""What keeps recordings on this computer, and within the room that they may take."""
