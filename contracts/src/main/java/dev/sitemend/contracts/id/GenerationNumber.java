package dev.sitemend.contracts.id;

/** The number of an entry in a channel's publication log, counted from 1 without gaps. */
public record GenerationNumber(long value) implements Comparable<GenerationNumber> {
    public GenerationNumber {
        if (value < 1) {
            throw new IllegalArgumentException("Not a generation: " + value + ": generations are counted from 1");
        }
    }

    public GenerationNumber next() {
        return new GenerationNumber(value + 1);
    }

    @Override
    public int compareTo(GenerationNumber other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
