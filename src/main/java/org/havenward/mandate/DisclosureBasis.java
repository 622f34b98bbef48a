package org.havenward.mandate;

import java.util.Locale;

/** On which basis something of a student's education record was told outside. */
public enum DisclosureBasis {
    /** Written consent of the eligible student or a parent: a release. */
    CONSENT("34 CFR 99.30"),
    /** Another official of the school, or a contractor in that part, with a legitimate educational interest. */
    SCHOOL_OFFICIAL("34 CFR 99.31(a)(1)"),
    /** A school where the student wants to enroll or has enrolled. */
    OTHER_SCHOOL("34 CFR 99.31(a)(2), 99.34"),
    /** The state's juvenile justice system, under a state law. */
    JUVENILE_JUSTICE("34 CFR 99.31(a)(5), 99.38"),
    COURT_ORDER("34 CFR 99.31(a)(9)"),
    /** An articulable and significant threat; the threat itself is recorded. */
    HEALTH_OR_SAFETY("34 CFR 99.31(a)(10), 99.36, 99.32(a)(5)"),
    /** A child welfare agency that is responsible for the student's care (Uninterrupted Scholars Act). */
    CHILD_WELFARE("20 USC 1232g(b)(1)(L)"),
    /** A parent of a student who is not eligible, or the student. */
    PARENT_OR_STUDENT("34 CFR 99.31(a)(12)"),
    /** The report of suspected abuse that state law asks for. */
    MANDATED_REPORT("42 USC 5106a(b)(2)(B)(i), 34 CFR 99.36");

    private final String citation;

    DisclosureBasis(String citation) {
        this.citation = citation;
    }

    public String citation() {
        return citation;
    }

    /** The message key of its name. */
    public String key() {
        return "mandate.basis." + name().toLowerCase(Locale.ROOT);
    }
}
