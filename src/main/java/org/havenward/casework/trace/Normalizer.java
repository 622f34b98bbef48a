package org.havenward.casework.trace;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.net.IDN;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Brings what was recorded to one form; empty where nothing of it can be compared. Knows no case and no key. */
final class Normalizer {
    private static final String REGION = "US";
    private static final int LEAST_OF_A_PLATE = 2;
    private static final int MOST_OF_A_PLATE = 10;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern WEB_ADDRESS =
            Pattern.compile("^(https?://)?(www\\.|m\\.)?[a-z0-9-]+\\.(com|me|gg|net|tv)/");
    /** Short names that people use, and the one name of each platform. */
    private static final Map<String, String> PLATFORMS = Map.ofEntries(
            Map.entry("ig", "instagram"),
            Map.entry("insta", "instagram"),
            Map.entry("snap", "snapchat"),
            Map.entry("sc", "snapchat"),
            Map.entry("fb", "facebook"),
            Map.entry("messenger", "facebook"),
            Map.entry("twitter", "x"),
            Map.entry("tt", "tiktok"),
            Map.entry("wa", "whatsapp"),
            Map.entry("yt", "youtube"));

    private Normalizer() {}

    /** @param detail the platform of a handle, the state of a plate; empty where not known */
    static Optional<NormalForm> of(TraceKind kind, String value, String detail) {
        return switch (kind) {
            case PHONE -> phone(value);
            case EMAIL -> email(value);
            case HANDLE -> handle(value, detail);
            case PLATE -> plate(value, detail);
            case EMPLOYER -> Employers.of(value);
            case ADDRESS -> Addresses.of(value);
            case PERSON -> PersonNames.of(value);
        };
    }

    /** As one dials it from anywhere (E.164); leniently without its extension. */
    private static Optional<NormalForm> phone(String value) {
        var util = PhoneNumberUtil.getInstance();
        try {
            var number = util.parse(value, REGION);
            if (!util.isPossibleNumber(number)) {
                return Optional.empty();
            }
            var extension = number.hasExtension() ? ";" + number.getExtension() : "";
            var plain = util.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
            return Optional.of(new NormalForm(plain + extension, plain));
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }

    /** Lower case, its domain in one spelling; leniently without what follows a plus, and without dots. */
    private static Optional<NormalForm> email(String value) {
        var plain = java.text.Normalizer.normalize(value, Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s|^mailto:", "");
        var at = plain.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        var local = plain.substring(0, at);
        var domain = domain(plain.substring(at + 1));
        if (domain.indexOf('.') < 1) {
            return Optional.empty();
        }
        var box = (local.indexOf('+') > 0 ? local.substring(0, local.indexOf('+')) : local).replace(".", "");
        return Optional.of(new NormalForm(local + "@" + domain, (box.isEmpty() ? local : box) + "@" + domain));
    }

    private static String domain(String written) {
        var trimmed = written.replaceAll("\\.+$", "");
        try {
            var ascii = IDN.toASCII(trimmed, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return ascii.equals("googlemail.com") ? "gmail.com" : ascii;
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    /** Its platform and its name without @ and web address; leniently the letters and digits alone, on any platform. */
    private static Optional<NormalForm> handle(String value, String platform) {
        var name = WEB_ADDRESS
                .matcher(plain(value).replaceAll("\\s", ""))
                .replaceFirst("")
                .replaceAll("^@+|[/?].*$", "");
        name = name.replaceAll("^@+", "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var where = letters(platform);
        var letters = letters(name);
        return Optional.of(
                new NormalForm(PLATFORMS.getOrDefault(where, where) + ":" + name, letters.isEmpty() ? name : letters));
    }

    /** Its state, letters, and digits; leniently in any state, with O as 0 and I as 1. */
    private static Optional<NormalForm> plate(String value, String state) {
        var signs = letters(value);
        if (signs.length() < LEAST_OF_A_PLATE || signs.length() > MOST_OF_A_PLATE) {
            return Optional.empty();
        }
        return Optional.of(new NormalForm(
                letters(state) + ":" + signs, signs.replace('o', '0').replace('i', '1')));
    }

    /** Lower case, without accents, in one spelling of each sign. */
    static String plain(String text) {
        return MARKS.matcher(java.text.Normalizer.normalize(text, Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /** Its words, with one space between them. */
    static String words(String text) {
        return NO_LETTER_OR_DIGIT.matcher(plain(text)).replaceAll(" ").strip();
    }

    private static String letters(String text) {
        return NO_LETTER_OR_DIGIT.matcher(plain(text)).replaceAll("");
    }
}
