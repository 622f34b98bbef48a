package org.havenward.casework.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Addresses with the abbreviations of USPS Publication 28, the unit apart; leniently the street alone. */
final class Addresses {
    /** Names of streets, and how the postal service shortens them (appendix C1, what a town has). */
    private static final Map<String, String> STREETS = pairs(
            "avenue ave, av ave, aven ave, avnue ave, boulevard blvd, boul blvd, circle cir, circ cir, court ct, courts cts,"
                    + " cove cv, crescent cres, crossing xing, drive dr, drv dr, expressway expy, freeway fwy, highway hwy,"
                    + " hiway hwy, lane ln, loop loop, parkway pkwy, pkway pkwy, place pl, plaza plz, point pt, ridge rdg,"
                    + " road rd, route rte, square sq, street st, str st, strt st, terrace ter, terr ter, trail trl,"
                    + " turnpike tpke, way way, calle calle, camino camino");

    private static final Map<String, String> DIRECTIONS =
            pairs("north n, south s, east e, west w, northeast ne, northwest nw," + " southeast se, southwest sw");

    private static final Map<String, String> UNITS = pairs("apartment unit, apt unit, unit unit, suite unit, ste unit,"
            + " room unit, rm unit, lot unit, space unit, spc unit, trailer unit, trlr unit, building unit, bldg unit,"
            + " floor unit, fl unit");

    private static final Set<String> ENDS = Set.copyOf(STREETS.values());

    private Addresses() {}

    static Optional<NormalForm> of(String value) {
        var spelled = Normalizer.plain(value)
                .replaceAll("['’.]", "")
                .replace("#", " unit ")
                .replaceAll("\\bp\\s*o\\s*box\\b", "pobox");
        var words = List.of(Normalizer.words(spelled).split(" "));
        var street = new ArrayList<String>();
        var unit = new ArrayList<String>();
        for (int at = 0; at < words.size(); at++) {
            var word = words.get(at);
            if (UNITS.containsKey(word) && at + 1 < words.size() && at > 0) {
                if (!UNITS.containsKey(words.get(at + 1))) {
                    unit.add(words.get(++at));
                }
            } else {
                street.add(shortened(word));
            }
        }
        street.removeIf(String::isEmpty);
        if (street.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NormalForm(
                String.join(" ", street) + (unit.isEmpty() ? "" : " unit " + String.join(" ", unit)),
                String.join(" ", untilItsEnd(street))));
    }

    private static String shortened(String word) {
        return STREETS.getOrDefault(word, DIRECTIONS.getOrDefault(word, word));
    }

    /** Number and street, without town, state, and postal code, which people leave out. */
    private static List<String> untilItsEnd(List<String> street) {
        for (int at = 2; at < street.size(); at++) {
            if (ENDS.contains(street.get(at))) {
                boolean directed = at + 1 < street.size() && DIRECTIONS.containsValue(street.get(at + 1));
                return street.subList(0, at + (directed ? 2 : 1));
            }
        }
        return street;
    }

    private static Map<String, String> pairs(String written) {
        return Stream.of(written.split(","))
                .map(pair -> pair.strip().split(" "))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }
}
