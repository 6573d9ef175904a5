package dev.sitemend.store.collection;

/** The parts of rule 16 that are decisions of the collector. In production all hold; the simulation leaves one out. */
public enum CollectionRule {
    /** The publication log says that a build is collected before anything of it goes. */
    SAY_IT_FIRST,
    /** Claims are read again between saying and deleting. */
    READ_CLAIMS_AGAIN,
    /** What open claims may use is spared. */
    SPARE_OPEN_BUILDS,
    /** Packs that nobody names are spared while they are younger than an open claim. */
    SPARE_THE_YOUNG
}
