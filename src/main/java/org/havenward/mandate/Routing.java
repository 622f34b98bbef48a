package org.havenward.mandate;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.havenward.protocol.LawFacts.Known;
import org.jspecify.annotations.Nullable;

/** To whom a report goes: a pure function of the law, who is suspected, and the student's age. Unknown goes to both. */
public final class Routing {
    private static final int GROWN_UP = 18;

    private Routing() {}

    /**
     * @param hotlineMayTakeIt whether child protection's hotline takes it all the same, and passes it on
     */
    public record Route(Set<Agency> agencies, Why why, boolean hotlineMayTakeIt) {
        public Route {
            agencies = EnumSet.copyOf(agencies);
        }
    }

    /** Why it goes there. */
    public enum Why {
        /** The student is 18 or older, and child protection takes no such report. */
        GROWN_UP,
        /** The student is 18 or older, and child protection may still act. */
        MAY_STILL_PROTECT,
        /** Nobody knows yet who did it. */
        PERSON_UNKNOWN,
        /** The law of this state is not known well enough. */
        LAW_UNKNOWN,
        /** The law asks for both. */
        BOTH_BY_LAW,
        CAREGIVER,
        /** Child protection acts only where a caregiver is suspected. */
        ONLY_CAREGIVERS,
        /** Child protection acts, whoever it was. */
        ANYONE;

        /** The message key of the reason, in a sentence. */
        public String key() {
            return "law.route.why." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param age of the student in years; null: not known, and so a child */
    public static Route routes(Law law, Suspected suspected, @Nullable Integer age) {
        var routes = law.routes();
        if (age != null && age >= GROWN_UP) {
            return age < routes.protectsUnder()
                    ? both(Why.MAY_STILL_PROTECT)
                    : new Route(EnumSet.of(Agency.LAW_ENFORCEMENT), Why.GROWN_UP, false);
        }
        if (suspected == Suspected.UNKNOWN) {
            return both(Why.PERSON_UNKNOWN);
        }
        var agencies = suspected == Suspected.CAREGIVER ? routes.caregiver() : routes.others();
        if (law.needsCaregiver() == Known.UNKNOWN || agencies.isEmpty()) {
            return both(
                    routes.caregiver().size() == 2 && routes.others().size() == 2 ? Why.BOTH_BY_LAW : Why.LAW_UNKNOWN);
        }
        if (agencies.size() == 2) {
            return both(Why.BOTH_BY_LAW);
        }
        if (suspected == Suspected.CAREGIVER) {
            return new Route(agencies, Why.CAREGIVER, false);
        }
        return agencies.contains(Agency.CHILD_PROTECTION)
                ? new Route(agencies, Why.ANYONE, false)
                : new Route(agencies, Why.ONLY_CAREGIVERS, routes.hotlinePassesOn());
    }

    private static Route both(Why why) {
        return new Route(EnumSet.allOf(Agency.class), why, false);
    }
}
