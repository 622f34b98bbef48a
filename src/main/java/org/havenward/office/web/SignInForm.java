package org.havenward.office.web;

import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** What the sign-in pages accept; each takes what it asks for. */
public record SignInForm(
        @Nullable String email,
        @Nullable String password,
        @Nullable String currentPassword,
        @Nullable String code,
        @Nullable String after) {
    /** Far beyond any password; keeps the hash from being fed megabytes. */
    private static final int LONGEST = 4096;

    String typedEmail() {
        return shortened(email, 320).strip();
    }

    String typedPassword() {
        return shortened(password, LONGEST);
    }

    String typedCurrentPassword() {
        return shortened(currentPassword, LONGEST);
    }

    String typedCode() {
        return shortened(code, 64).strip();
    }

    /** A path of this house, never another site. */
    String safeAfter() {
        var path = shortened(after, 500);
        return path.matches("/([A-Za-z0-9_~-][A-Za-z0-9_~./-]*)?") && !path.contains("..") ? path : "";
    }

    FormErrors check() {
        var errors = new FormErrors();
        if (typedEmail().isEmpty()) {
            errors.add("email", "access.sign-in.email-missing");
        }
        if (typedPassword().isEmpty()) {
            errors.add("password", "access.sign-in.password-missing");
        }
        return errors;
    }

    private static String shortened(@Nullable String text, int most) {
        if (text == null) {
            return "";
        }
        return text.length() > most ? text.substring(0, most) : text;
    }
}
