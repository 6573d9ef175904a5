package dev.sitemend.contracts.golden;

/**
 * A value and the golden file that holds it.
 *
 * @param file its name without the folder and {@code .json}: the kind, the version, and the variant if there are
 *     several
 */
record Sample<T>(String file, T value) {
    @Override
    public String toString() {
        return file;
    }
}
