"""What is frozen in a tiny run: says "painted", and that is all."""

if __name__ == "__main__":
    print("painted", flush=True)
