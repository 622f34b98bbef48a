package org.havenward.office.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.ApiTokens;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.SecondFactor;
import org.havenward.access.SessionId;
import org.havenward.access.Sessions;
import org.havenward.access.SignIn;
import org.havenward.access.SignIn.From;
import org.havenward.access.Viewer;
import org.havenward.access.WhoAsks;
import org.havenward.district.Directory;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One's own account: password, second factor, sessions, tokens, language. */
@Controller
class AccountController {
    private static final Set<String> LANGUAGES = Set.of("en", "es");
    private static final Set<String> NOTES = Set.of("password", "language", "session", "token", "second-factor");

    private final SignIn signIn;
    private final SecondFactor secondFactor;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Directory directory;

    AccountController(
            SignIn signIn, SecondFactor secondFactor, Sessions sessions, ApiTokens tokens, Directory directory) {
        this.signIn = signIn;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.tokens = tokens;
        this.directory = directory;
    }

    @GetMapping("/account")
    @Needs(Need.SIGNED_IN)
    ModelAndView account(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam(name = "done", required = false) @Nullable String done) {
        var note = done != null && NOTES.contains(done) ? "access.account.done." + done : null;
        return account(viewer, request, null, null, new FormErrors(), note);
    }

    private ModelAndView account(
            Viewer viewer,
            HttpServletRequest request,
            @Nullable String newToken,
            @Nullable String tokenName,
            FormErrors errors,
            @Nullable String note) {
        var state = secondFactor.state(viewer);
        return Pages.show(
                "office/account",
                new AccountPage(
                        viewer.name(),
                        signIn.emailOf(viewer),
                        RoleLine.of(viewer, directory),
                        state,
                        sessions.mine(viewer, current(request)),
                        tokens.mine(viewer),
                        viewer.secondFactor() || !state.needed(),
                        newToken,
                        tokenName,
                        viewer.language().getLanguage(),
                        List.of(new Option("en", "English"), new Option("es", "Español")),
                        errors,
                        note));
    }

    /** Where one asks by a bearer token there is no session; the nil id fits none. */
    private static SessionId current(HttpServletRequest request) {
        return WhoAsks.session(request).orElseGet(() -> new SessionId(new UUID(0, 0)));
    }

    @GetMapping("/account/password")
    @Needs(Need.SIGNED_IN)
    ModelAndView askPassword(Viewer viewer) {
        return password(viewer, new FormErrors());
    }

    @PostMapping("/account/password")
    @Needs(Need.SIGNED_IN)
    ModelAndView password(
            Viewer viewer, @ModelAttribute SignInForm form, HttpServletRequest request, HttpServletResponse response) {
        var errors = new FormErrors();
        SignInController.explain(
                signIn.confirms(viewer, form.typedCurrentPassword()),
                errors,
                "currentPassword",
                "access.password.current-wrong");
        signIn.fault(viewer, form.typedPassword())
                .ifPresent(fault -> SignInController.explain(fault, signIn.leastCharacters(viewer), errors));
        if (errors.any()) {
            return SignInController.mend(password(viewer, errors));
        }
        SignInController.keep(
                signIn.newPassword(viewer, true, form.typedPassword(), From.of(request)), request, response);
        return SignInController.to("/account?done=password");
    }

    private ModelAndView password(Viewer viewer, FormErrors errors) {
        return Pages.show(
                "office/new_password",
                new NewPasswordPage(
                        viewer.name(), "/account/password", signIn.leastCharacters(viewer), true, false, "", errors));
    }

    @GetMapping("/account/second-factor")
    @Needs(Need.SIGNED_IN)
    ModelAndView askSecondFactor(Viewer viewer) {
        return secondFactor(viewer, new FormErrors());
    }

    @GetMapping("/account/second-factor.svg")
    @Needs(Need.SIGNED_IN)
    ResponseEntity<String> picture(Viewer viewer) {
        return SignInController.svg(secondFactor.picture(viewer));
    }

    @PostMapping("/account/second-factor")
    @Needs(Need.SIGNED_IN)
    ModelAndView secondFactor(
            Viewer viewer, @ModelAttribute SignInForm form, HttpServletRequest request, HttpServletResponse response) {
        var errors = new FormErrors();
        confirmPassword(viewer, form, errors);
        if (errors.any()) {
            return SignInController.mend(secondFactor(viewer, errors));
        }
        var codes = secondFactor.confirm(viewer, form.typedCode());
        if (codes.isEmpty()) {
            return SignInController.mend(secondFactor(viewer, errors.add("code", "access.code.wrong")));
        }
        WhoAsks.session(request)
                .ifPresent(session -> SignInController.keep(
                        signIn.secondFactorSet(session, viewer, From.of(request)), request, response));
        return Pages.show("office/recovery_codes", new RecoveryCodesPage(codes.get(), "/account?done=second-factor"));
    }

    private ModelAndView secondFactor(Viewer viewer, FormErrors errors) {
        return Pages.show(
                "office/second_factor",
                new SecondFactorPage(
                        "/account/second-factor",
                        "/account/second-factor.svg",
                        secondFactor.setup(viewer).spelled(),
                        false,
                        true,
                        "",
                        errors));
    }

    @PostMapping("/account/recovery-codes")
    @Needs(Need.SIGNED_IN)
    ModelAndView recoveryCodes(Viewer viewer, @ModelAttribute SignInForm form, HttpServletRequest request) {
        var errors = new FormErrors();
        confirmPassword(viewer, form, errors);
        if (errors.any()) {
            return SignInController.mend(account(viewer, request, null, null, errors, null));
        }
        return Pages.show(
                "office/recovery_codes", new RecoveryCodesPage(secondFactor.renewRecoveryCodes(viewer), "/account"));
    }

    private void confirmPassword(Viewer viewer, SignInForm form, FormErrors errors) {
        SignInController.explain(
                signIn.confirms(viewer, form.typedCurrentPassword()),
                errors,
                "currentPassword",
                "access.password.current-wrong");
    }

    @PostMapping("/account/sessions/{id}/end")
    @Needs(Need.SIGNED_IN)
    ModelAndView endSession(Viewer viewer, @PathVariable UUID id) {
        sessions.revoke(viewer, new SessionId(id));
        return SignInController.to("/account?done=session");
    }

    @PostMapping("/account/tokens")
    @Needs(Need.SIGNED_IN)
    ModelAndView makeToken(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam(name = "tokenName", required = false) @Nullable String name,
            @RequestParam(name = "days", required = false) @Nullable String days) {
        var errors = new FormErrors();
        var label = name == null ? "" : name.strip();
        if (label.isEmpty() || label.length() > 100) {
            errors.add("tokenName", "access.token.name-missing");
        }
        if (days == null || !Set.of("1", "30", "90", "365").contains(days)) {
            errors.add("days", "access.token.days-missing");
        }
        if (errors.any() || days == null) {
            return SignInController.mend(account(viewer, request, null, label, errors, null));
        }
        var token = tokens.make(viewer, label, Integer.parseInt(days));
        return account(viewer, request, token, null, errors, null);
    }

    @PostMapping("/account/tokens/{id}/revoke")
    @Needs(Need.SIGNED_IN)
    ModelAndView revokeToken(Viewer viewer, @PathVariable UUID id) {
        tokens.revoke(viewer, id);
        return SignInController.to("/account?done=token");
    }

    @PostMapping("/account/language")
    @Needs(Need.SIGNED_IN)
    ModelAndView language(Viewer viewer, @RequestParam(name = "language", required = false) @Nullable String language) {
        if (language != null && LANGUAGES.contains(language)) {
            signIn.chooseLanguage(viewer, language);
            return SignInController.to("/account?done=language&lang=" + language);
        }
        return SignInController.to("/account");
    }
}
