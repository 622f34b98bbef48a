package org.havenward.casework.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.RefusedException;
import org.havenward.casework.CannotDo;
import org.havenward.casework.CaseId;
import org.havenward.casework.IllegalTransition;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.havenward.platform.ReusedKeyException;
import org.havenward.web.ApiProblem;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** A form on its way to a door: what it holds is read forgivingly, and what the door refuses is said beside the field. */
final class Submission {
    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z-]{8,64}");

    private final FormErrors errors;
    private boolean overtaken;

    Submission(FormErrors errors) {
        this.errors = errors;
    }

    /** Whether the door took it; else {@link #errors} says why not. */
    boolean taken(@Nullable String onceKey, Consumer<String> door) {
        if (errors.any()) {
            return false;
        }
        try {
            door.accept(key(onceKey));
        } catch (ReusedKeyException changedSinceItWasSent) {
            // Someone went back, changed what they had sent, and sent it again: a submission of its own.
            return taken(null, door);
        } catch (CannotDo refused) {
            errors.add(refused.field(), refused.messageKey());
            overtaken = refused.overtaken();
        } catch (IllegalTransition refused) {
            errors.add("to", refused.why().key());
        }
        return errors.none();
    }

    FormErrors errors() {
        return errors;
    }

    /** One of an enumeration as a program names it, in capitals or not; 400 for a word that is none. */
    static <E extends Enum<E>> E known(String field, String word, E[] values, Function<E, String> name) {
        for (var value : values) {
            if (name.apply(value).equalsIgnoreCase(word.strip())) {
                return value;
            }
        }
        var how = "Use one of: " + Stream.of(values).map(name).collect(Collectors.joining(", ")) + ".";
        throw new ApiProblem(HttpStatus.BAD_REQUEST, field, field + " is not known. " + how, Map.of(field, how));
    }

    /** The form again: 409 where someone else was faster, else 422. */
    ModelAndView again(String template, Object page) {
        var shown = Pages.mend(template, page);
        if (overtaken) {
            shown.setStatus(HttpStatus.CONFLICT);
        }
        return shown;
    }

    private static String key(@Nullable String onceKey) {
        return onceKey != null && KEY.matcher(onceKey).matches()
                ? onceKey
                : Ids.next().toString();
    }

    /** A case's id as an address has it; what is none is "not found", like a case that one must not know of. */
    static CaseId caseId(String written) {
        return new CaseId(id(written).orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM)));
    }

    static Optional<UUID> id(@Nullable String written) {
        if (written == null || written.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(written));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    static UUID idOrNotFound(String written) {
        return id(written).orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
    }

    static Optional<StaffId> staff(@Nullable String written) {
        return id(written).map(StaffId::new);
    }

    static Optional<LocalDate> day(@Nullable String written) {
        try {
            return written == null || written.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(written.strip()));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** What was typed, without surrounding space and without characters that no keyboard has. */
    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.replace("\u0000", "").strip();
    }

    /** Words to search for, no longer than anyone types. */
    static String query(@Nullable String typed) {
        var words = text(typed).replaceAll("\\p{Cntrl}", " ");
        return words.length() > 200 ? words.substring(0, 200) : words;
    }

    /** Asks for a text of at most so many characters. */
    static void requireText(FormErrors errors, String field, String text, int longest, String missingKey) {
        if (text.isEmpty()) {
            errors.add(field, missingKey);
        }
        limit(errors, field, text, longest);
    }

    static void limit(FormErrors errors, String field, String text, int longest) {
        if (text.length() > longest) {
            errors.add(field, "casework.error.too_long", longest);
        }
    }
}
