package org.havenward.casework.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/** What someone typed into a form, without the form's own fields. */
final class TypedFields {
    private static final int LONGEST_NAME = 100;
    private static final Set<String> THE_FORMS_OWN = Set.of("_csrf", "onceKey", "seen");

    private TypedFields() {}

    static Map<String, List<String>> of(MultiValueMap<String, String> typed) {
        var fields = new HashMap<String, List<String>>();
        typed.forEach((name, values) -> {
            if (!THE_FORMS_OWN.contains(name) && name.length() < LONGEST_NAME) {
                fields.put(
                        name,
                        values.stream()
                                .filter(Objects::nonNull)
                                .map(value -> value.replace("\r\n", "\n"))
                                .toList());
            }
        });
        return fields;
    }
}
