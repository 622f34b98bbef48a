package org.havenward.office.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.havenward.access.AccessCookies;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.PasswordRules;
import org.havenward.access.SecondFactor;
import org.havenward.access.Sessions;
import org.havenward.access.SignIn;
import org.havenward.access.SignIn.From;
import org.havenward.access.SignIn.Outcome;
import org.havenward.access.SignIn.Step;
import org.havenward.access.WhoAsks;
import org.havenward.access.WhoAsks.HalfWay;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The way in: password, second factor, a first password's replacement, and one-time links. */
@Controller
class SignInController {
    private final SignIn signIn;
    private final SecondFactor secondFactor;
    private final Sessions sessions;

    SignInController(SignIn signIn, SecondFactor secondFactor, Sessions sessions) {
        this.signIn = signIn;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
    }

    @GetMapping("/sign-in")
    @Needs(Need.NOTHING)
    ModelAndView ask(@ModelAttribute SignInForm form, HttpServletRequest request) {
        if (WhoAsks.viewer(request).isPresent()) {
            return to(form.safeAfter().isEmpty() ? "/" : form.safeAfter());
        }
        var note = request.getParameter("signed-out") == null ? null : "access.sign-in.signed-out";
        return Pages.show("office/sign_in", new SignInPage("", form.safeAfter(), new FormErrors(), note));
    }

    @PostMapping("/sign-in")
    @Needs(Need.NOTHING)
    ModelAndView signIn(@ModelAttribute SignInForm form, HttpServletRequest request, HttpServletResponse response) {
        var errors = form.check();
        if (errors.none()) {
            var outcome = signIn.password(form.typedEmail(), form.typedPassword(), From.of(request));
            if (outcome instanceof Outcome.Session session) {
                return goOn(session, form, request, response);
            }
            explain(outcome, errors, "password", "access.sign-in.wrong");
        }
        return mend(Pages.show("office/sign_in", new SignInPage(form.typedEmail(), form.safeAfter(), errors, null)));
    }

    /** Leads to whatever the sign-in still needs. */
    @GetMapping("/sign-in/next")
    @Needs(Need.NOTHING)
    ModelAndView next(@ModelAttribute SignInForm form, HttpServletRequest request, HttpServletResponse response) {
        var halfWay = WhoAsks.halfWay(request);
        if (halfWay.isEmpty()) {
            return to(WhoAsks.viewer(request).isPresent() ? home(form) : "/sign-in");
        }
        var after = form.safeAfter().isEmpty() ? "" : "?after=" + form.safeAfter();
        return switch (signIn.step(halfWay.get())) {
            case CODE -> to("/sign-in/code" + after);
            case NEW_PASSWORD -> to("/sign-in/new-password" + after);
            case SET_UP_SECOND_FACTOR -> to("/sign-in/second-factor" + after);
            case DONE -> {
                keep(signIn.finish(halfWay.get(), From.of(request)), request, response);
                yield to(home(form));
            }
        };
    }

    @GetMapping("/sign-in/code")
    @Needs(Need.NOTHING)
    ModelAndView askCode(@ModelAttribute SignInForm form, HttpServletRequest request) {
        return at(Step.CODE, request)
                .map(halfWay -> code(halfWay, false, form, new FormErrors()))
                .orElseGet(() -> to("/sign-in/next"));
    }

    @PostMapping("/sign-in/code")
    @Needs(Need.NOTHING)
    ModelAndView code(@ModelAttribute SignInForm form, HttpServletRequest request, HttpServletResponse response) {
        return code(form, false, request, response);
    }

    @GetMapping("/sign-in/recovery")
    @Needs(Need.NOTHING)
    ModelAndView askRecoveryCode(@ModelAttribute SignInForm form, HttpServletRequest request) {
        return at(Step.CODE, request)
                .map(halfWay -> code(halfWay, true, form, new FormErrors()))
                .orElseGet(() -> to("/sign-in/next"));
    }

    @PostMapping("/sign-in/recovery")
    @Needs(Need.NOTHING)
    ModelAndView recoveryCode(
            @ModelAttribute SignInForm form, HttpServletRequest request, HttpServletResponse response) {
        return code(form, true, request, response);
    }

    private ModelAndView code(
            SignInForm form, boolean recovery, HttpServletRequest request, HttpServletResponse response) {
        var halfWay = at(Step.CODE, request);
        if (halfWay.isEmpty()) {
            return to("/sign-in/next");
        }
        var errors = new FormErrors();
        if (form.typedCode().isEmpty()) {
            errors.add("code", "access.code.missing");
        } else {
            var outcome = signIn.code(halfWay.get(), form.typedCode(), recovery, From.of(request));
            if (outcome instanceof Outcome.Session session) {
                return goOn(session, form, request, response);
            }
            explain(outcome, errors, "code", recovery ? "access.recovery.wrong" : "access.code.wrong");
        }
        return mend(code(halfWay.get(), recovery, form, errors));
    }

    private static ModelAndView code(HalfWay halfWay, boolean recovery, SignInForm form, FormErrors errors) {
        return Pages.show(
                "office/sign_in_code", new CodePage(halfWay.viewer().name(), recovery, form.safeAfter(), errors));
    }

    @GetMapping("/sign-in/new-password")
    @Needs(Need.NOTHING)
    ModelAndView askNewPassword(@ModelAttribute SignInForm form, HttpServletRequest request) {
        return at(Step.NEW_PASSWORD, request)
                .map(halfWay -> newPassword(halfWay, form, new FormErrors()))
                .orElseGet(() -> to("/sign-in/next"));
    }

    @PostMapping("/sign-in/new-password")
    @Needs(Need.NOTHING)
    ModelAndView newPassword(
            @ModelAttribute SignInForm form, HttpServletRequest request, HttpServletResponse response) {
        var found = at(Step.NEW_PASSWORD, request);
        if (found.isEmpty()) {
            return to("/sign-in/next");
        }
        var halfWay = found.get();
        var errors = new FormErrors();
        checkNew(form.typedPassword(), halfWay, errors);
        if (errors.any()) {
            return mend(newPassword(halfWay, form, errors));
        }
        var outcome = signIn.newPassword(halfWay.viewer(), halfWay.full(), form.typedPassword(), From.of(request));
        return goOn((Outcome.Session) outcome, form, request, response);
    }

    private void checkNew(String password, HalfWay halfWay, FormErrors errors) {
        signIn.fault(halfWay.viewer(), password)
                .ifPresent(fault -> explain(fault, signIn.leastCharacters(halfWay.viewer()), errors));
        var same = signIn.confirms(halfWay.viewer(), password);
        if (errors.none() && same instanceof Outcome.Right) {
            errors.add("password", "access.password.same");
        }
    }

    private ModelAndView newPassword(HalfWay halfWay, SignInForm form, FormErrors errors) {
        return Pages.show(
                "office/new_password",
                new NewPasswordPage(
                        halfWay.viewer().name(),
                        "/sign-in/new-password",
                        signIn.leastCharacters(halfWay.viewer()),
                        false,
                        true,
                        form.safeAfter(),
                        errors));
    }

    @GetMapping("/sign-in/second-factor")
    @Needs(Need.NOTHING)
    ModelAndView askSetUp(@ModelAttribute SignInForm form, HttpServletRequest request) {
        return at(Step.SET_UP_SECOND_FACTOR, request)
                .map(halfWay -> setUp(halfWay, form, new FormErrors()))
                .orElseGet(() -> to("/sign-in/next"));
    }

    @GetMapping("/sign-in/second-factor.svg")
    @Needs(Need.NOTHING)
    ResponseEntity<String> picture(HttpServletRequest request) {
        return at(Step.SET_UP_SECOND_FACTOR, request)
                .map(halfWay -> svg(secondFactor.picture(halfWay.viewer())))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    static ResponseEntity<String> svg(String picture) {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("image/svg+xml"))
                .cacheControl(CacheControl.noStore())
                .body(picture);
    }

    @PostMapping("/sign-in/second-factor")
    @Needs(Need.NOTHING)
    ModelAndView setUp(@ModelAttribute SignInForm form, HttpServletRequest request, HttpServletResponse response) {
        var found = at(Step.SET_UP_SECOND_FACTOR, request);
        if (found.isEmpty()) {
            return to("/sign-in/next");
        }
        var halfWay = found.get();
        var codes = secondFactor.confirm(halfWay.viewer(), form.typedCode());
        if (codes.isEmpty()) {
            return mend(setUp(halfWay, form, new FormErrors().add("code", "access.code.wrong")));
        }
        keep(signIn.secondFactorSet(halfWay.session(), halfWay.viewer(), From.of(request)), request, response);
        return Pages.show("office/recovery_codes", new RecoveryCodesPage(codes.get(), home(form)));
    }

    private ModelAndView setUp(HalfWay halfWay, SignInForm form, FormErrors errors) {
        return Pages.show(
                "office/second_factor",
                new SecondFactorPage(
                        "/sign-in/second-factor",
                        "/sign-in/second-factor.svg",
                        secondFactor.setup(halfWay.viewer()).spelled(),
                        true,
                        false,
                        form.safeAfter(),
                        errors));
    }

    /** A one-time link: an invitation, or a way back for who forgot their password. */
    @GetMapping("/welcome/{token}")
    @Needs(Need.NOTHING)
    ModelAndView welcome(@PathVariable String token) {
        return signIn.linkOf(token)
                .map(viewer -> Pages.show(
                        "office/new_password",
                        new NewPasswordPage(
                                viewer.name(),
                                "/welcome/" + token,
                                signIn.leastCharacters(viewer),
                                false,
                                true,
                                "",
                                new FormErrors())))
                .orElseGet(SignInController::linkIsOver);
    }

    @PostMapping("/welcome/{token}")
    @Needs(Need.NOTHING)
    ModelAndView useLink(
            @PathVariable String token,
            @ModelAttribute SignInForm form,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var viewer = signIn.linkOf(token);
        if (viewer.isEmpty()) {
            return linkIsOver();
        }
        var fault = signIn.fault(viewer.get(), form.typedPassword());
        if (fault.isPresent()) {
            var errors = new FormErrors();
            var least = signIn.leastCharacters(viewer.get());
            explain(fault.get(), least, errors);
            return mend(Pages.show(
                    "office/new_password",
                    new NewPasswordPage(viewer.get().name(), "/welcome/" + token, least, false, true, "", errors)));
        }
        return signIn.useLink(token, form.typedPassword(), locale.getLanguage(), From.of(request))
                .map(outcome -> goOn((Outcome.Session) outcome, form, request, response))
                .orElseGet(SignInController::linkIsOver);
    }

    private static ModelAndView linkIsOver() {
        var page = Pages.show("office/sign_in", new SignInPage("", "", new FormErrors(), "access.link.over"));
        page.setStatus(HttpStatus.GONE);
        return page;
    }

    @PostMapping("/sign-out")
    @Needs(Need.NOTHING)
    ModelAndView signOut(HttpServletRequest request, HttpServletResponse response) {
        WhoAsks.session(request)
                .ifPresent(session -> WhoAsks.viewer(request)
                        .or(() -> WhoAsks.halfWay(request).map(HalfWay::viewer))
                        .ifPresent(viewer -> sessions.signOut(viewer, session)));
        AccessCookies.forgetSession(request, response);
        return to("/sign-in?signed-out");
    }

    private Optional<HalfWay> at(Step step, HttpServletRequest request) {
        return WhoAsks.halfWay(request).filter(halfWay -> signIn.step(halfWay) == step);
    }

    private static ModelAndView goOn(
            Outcome.Session session, SignInForm form, HttpServletRequest request, HttpServletResponse response) {
        keep(session, request, response);
        return to("/sign-in/next" + (form.safeAfter().isEmpty() ? "" : "?after=" + form.safeAfter()));
    }

    static void keep(Outcome outcome, HttpServletRequest request, HttpServletResponse response) {
        if (outcome instanceof Outcome.Session session) {
            AccessCookies.keepSession(request, response, session.token());
            AccessCookies.keepDevice(request, response, session.device());
        }
    }

    /** Says beside the field what came of a try. */
    static void explain(Outcome outcome, FormErrors errors, String field, String wrongKey) {
        switch (outcome) {
            case Outcome.Wrong wrong -> errors.add(field, wrongKey);
            case Outcome.Wait wait -> errors.add(field, "access.sign-in.wait", minutes(wait.time()));
            case Outcome.Expired expired -> errors.add(field, "access.sign-in.expired");
            case Outcome.NoMoreCodes noMore -> errors.add(field, "access.code.no-more");
            case Outcome.Session session -> {}
            case Outcome.Right right -> {}
        }
    }

    static void explain(PasswordRules.Fault fault, int least, FormErrors errors) {
        switch (fault) {
            case TOO_SHORT -> errors.add("password", "access.password.too-short", least);
            case TOO_LONG -> errors.add("password", "access.password.too-long", PasswordRules.MOST);
            case TOO_COMMON -> errors.add("password", "access.password.too-common");
        }
    }

    private static long minutes(Duration time) {
        return Math.max(1, (time.toSeconds() + 59) / 60);
    }

    static ModelAndView mend(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static String home(SignInForm form) {
        return form.safeAfter().isEmpty() ? "/" : form.safeAfter();
    }

    static ModelAndView to(String path) {
        var redirect = new RedirectView(path, true, false);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView((View) redirect);
    }
}
