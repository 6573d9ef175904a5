package dev.sitemend.standalone.doctor;

/**
 * One thing that was looked at.
 *
 * @param remedy what to do about it; empty when all is well
 */
public record Finding(String subject, Health health, String fact, String remedy) {
    /** How it is. */
    public enum Health {
        WELL,
        /** Something does not work that not everybody needs. */
        LACKING,
        /** Sitemend can not work like this. */
        ILL
    }

    static Finding well(String subject, String fact) {
        return new Finding(subject, Health.WELL, fact, "");
    }

    static Finding lacking(String subject, String fact, String remedy) {
        return new Finding(subject, Health.LACKING, fact, remedy);
    }

    static Finding ill(String subject, String fact, String remedy) {
        return new Finding(subject, Health.ILL, fact, remedy);
    }
}
