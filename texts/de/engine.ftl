### What the engine finds.
