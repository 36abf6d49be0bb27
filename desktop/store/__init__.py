"""What is kept on this computer, nothing else."""
