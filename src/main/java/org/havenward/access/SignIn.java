package org.havenward.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.havenward.access.SignInRefused.Why;
import org.havenward.access.Throttle.Limit;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.School;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signing in: a password, then a second factor where one is set up or a role asks for it. A session that is half-way opens
 * nothing but the rest of the sign-in. Other ways in (passkey, the district's own sign-on) end in the same session.
 */
@Service
public class SignIn {
    /**
     * NIST SP 800-63B rev. 4, 3.2.2: no more than 100 wrong tries in a row, of passwords and of codes each. Browsers that
     * signed in before are counted apart, so that nobody elsewhere can shut their owner out.
     */
    private static final int MOST_FAILURES = 100;

    private static final Duration LONG_WAIT = Duration.ofMinutes(15);

    private final AccountRows accounts;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final SecondFactor secondFactor;
    private final Viewers viewers;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Secrets secrets;
    private final Directory directory;
    private final Districts districts;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    @SuppressWarnings("TooManyParameters")
    SignIn(
            AccountRows accounts,
            Sessions sessions,
            ApiTokens tokens,
            SecondFactor secondFactor,
            Viewers viewers,
            Passwords passwords,
            Throttle throttle,
            Secrets secrets,
            Directory directory,
            Districts districts,
            TransactionTemplate transaction,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.secondFactor = secondFactor;
        this.viewers = viewers;
        this.passwords = passwords;
        this.throttle = throttle;
        this.secrets = secrets;
        this.directory = directory;
        this.districts = districts;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
    }

    /**
     * From where someone signs in.
     *
     * @param network the address that asks
     * @param device the secret of the browser's own cookie, where it has one
     * @param browser how the browser names itself
     */
    public record From(String network, @Nullable String device, String browser) {
        public static From of(HttpServletRequest request) {
            var agent = request.getHeader(HttpHeaders.USER_AGENT);
            return new From(
                    request.getRemoteAddr(), AccessCookies.device(request).orElse(null), agent == null ? "" : agent);
        }

        /** A household or a machine, however many addresses it has: the first 64 bits of an IPv6 address. */
        String neighborhood() {
            var groups = network.split(":");
            return groups.length > 4 ? String.join(":", List.of(groups).subList(0, 4)) : network;
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** A session with its new secret, and the browser's own; {@link #step} says what is still to do. */
        record Session(String token, String device) implements Outcome {}

        /** No account, or another password; nobody is told which. */
        record Wrong() implements Outcome {}

        /** It is their password; nothing began. */
        record Right() implements Outcome {}

        record Wait(Duration time) implements Outcome {}

        /** The first password was not used in time. */
        record Expired() implements Outcome {}

        /** So many wrong codes came from strange browsers that none of them is asked for a code any more. */
        record NoMoreCodes() implements Outcome {}
    }

    /** What a session still needs before it opens. */
    public enum Step {
        CODE,
        NEW_PASSWORD,
        SET_UP_SECOND_FACTOR,
        DONE
    }

    /** The first step. */
    public Outcome password(String email, String password, From from) {
        var owners = accounts.byEmail(email);
        var whose = HexFormat.of().formatHex(Secrets.emailHash(email));
        var known = owners.stream().anyMatch(owner -> knows(owner, from));
        var limit = known ? Limit.KNOWN_BROWSER : Limit.STRANGE_BROWSER;
        var bucket = known ? whose + "/" + from.device() : whose;
        var wait = throttle.take(limit, bucket).or(() -> known ? Optional.empty() : networkWait(from));
        if (wait.isPresent()) {
            owners.forEach(owner -> refuse(owner, Why.TOO_MANY_TRIES, known));
            return new Outcome.Wait(wait.get());
        }
        if (owners.isEmpty()) {
            passwords.matches(password, null);
            throttle.take(Limit.NETWORK, from.neighborhood());
            return new Outcome.Wrong();
        }
        var outcome = new ArrayList<Outcome>();
        for (var owner : owners) {
            var tried = tryPassword(owner, password, from, known);
            if (tried instanceof Outcome.Session) {
                throttle.forget(limit, bucket);
                return tried;
            }
            outcome.add(tried);
        }
        throttle.take(Limit.NETWORK, from.neighborhood());
        return outcome.stream()
                .filter(one -> !(one instanceof Outcome.Wrong))
                .findFirst()
                .orElseGet(Outcome.Wrong::new);
    }

    private Optional<Duration> networkWait(From from) {
        var wait = throttle.take(Limit.NETWORK, from.neighborhood());
        if (wait.isEmpty()) {
            throttle.giveBack(Limit.NETWORK, from.neighborhood());
        }
        return wait;
    }

    private boolean knows(AccountRows.Owner owner, From from) {
        var device = from.device();
        return device != null
                && inDistrict(owner.district(), () -> accounts.knows(owner.staff(), Secrets.hash(device)));
    }

    private Outcome tryPassword(AccountRows.Owner owner, String password, From from, boolean known) {
        var account =
                inDistrict(owner.district(), () -> accounts.find(owner.staff())).orElseThrow();
        var right = passwords.matches(password, account.passwordHash());
        if (!known && account.failures() >= MOST_FAILURES) {
            refuse(owner, Why.TOO_MANY_TRIES, false);
            return new Outcome.Wait(LONG_WAIT);
        }
        if (!right) {
            inDistrict(owner.district(), () -> {
                if (!known) {
                    accounts.failed(owner.staff());
                }
                return true;
            });
            refuse(owner, Why.WRONG_PASSWORD, known);
            return new Outcome.Wrong();
        }
        if (account.suspended() != null) {
            refuse(owner, Why.SUSPENDED, known);
            return new Outcome.Wrong();
        }
        var expires = account.passwordExpires();
        if (account.mustChangePassword() && expires != null && expires.isBefore(clock.instant())) {
            refuse(owner, Why.PASSWORD_EXPIRED, known);
            return new Outcome.Expired();
        }
        return inDistrict(owner.district(), () -> {
            accounts.succeeded(owner.staff());
            var viewer = viewers.asOf(owner.staff());
            var half = account.hasSecondFactor() || (viewer != null && SecondFactor.needed(viewer));
            return begin(owner, half ? Sessions.Stage.PASSWORD : Sessions.Stage.FULL, false, from);
        });
    }

    /** What the session that this request carries still needs. */
    public Step step(WhoAsks.HalfWay halfWay) {
        var viewer = halfWay.viewer();
        var full = halfWay.full();
        return inDistrict(viewer.district(), () -> {
            var account = accounts.find(viewer.staff()).orElseThrow();
            if (!full && account.hasSecondFactor()) {
                return Step.CODE;
            }
            if (account.mustChangePassword() || account.passwordHash() == null) {
                return Step.NEW_PASSWORD;
            }
            return !full && SecondFactor.needed(viewer) ? Step.SET_UP_SECOND_FACTOR : Step.DONE;
        });
    }

    /** Opens a session that needs nothing more. */
    public Outcome finish(WhoAsks.HalfWay halfWay, From from) {
        if (step(halfWay) != Step.DONE) {
            throw new IllegalStateException("The sign-in is not done");
        }
        return renewed(halfWay.session(), halfWay.viewer(), halfWay.viewer().secondFactor(), from);
    }

    /**
     * The second step: a code of the app, or a recovery code. Only who knows the password comes so far. After too many
     * wrong codes from browsers that never signed in, these take recovery codes only (fifty bits each: nobody guesses
     * one) until the owner got in or has a new password; the owner's own browsers go on as before.
     */
    public Outcome code(WhoAsks.HalfWay halfWay, String code, boolean recovery, From from) {
        var session = halfWay.session();
        var viewer = halfWay.viewer();
        var owner = new AccountRows.Owner(viewer.district(), viewer.staff());
        var known = knows(owner, from);
        var bucket = viewer.staff().value() + "/" + (known ? from.device() : "");
        var wait = throttle.take(Limit.CODE, bucket);
        if (wait.isPresent()) {
            refuse(owner, Why.TOO_MANY_TRIES, known);
            return new Outcome.Wait(wait.get());
        }
        if (!known
                && !recovery
                && inDistrict(viewer.district(), () -> accounts.wrongCodes(viewer.staff())) >= MOST_FAILURES) {
            refuse(owner, Why.TOO_MANY_TRIES, false);
            return new Outcome.NoMoreCodes();
        }
        var accepted = inDistrict(
                viewer.district(),
                () -> recovery
                        ? secondFactor.acceptsRecovery(viewer.staff(), code)
                        : secondFactor.accepts(viewer.staff(), code));
        if (!accepted) {
            if (!recovery) {
                inDistrict(viewer.district(), () -> countWrongCode(viewer.staff(), known ? from.device() : null));
            }
            refuse(owner, Why.WRONG_CODE, known);
            return new Outcome.Wrong();
        }
        throttle.forget(Limit.CODE, bucket);
        inDistrict(viewer.district(), () -> {
            accounts.rightCode(viewer.staff());
            return true;
        });
        return renewed(session, viewer, true, from);
    }

    private boolean countWrongCode(StaffId staff, @Nullable String knownDevice) {
        if (knownDevice == null) {
            accounts.wrongCode(staff);
        } else {
            accounts.wrongCode(staff, Secrets.hash(knownDevice), MOST_FAILURES);
        }
        return true;
    }

    /** After the second factor was set up: the session is a full one from here on, under a new secret. */
    public Outcome secondFactorSet(SessionId session, Viewer viewer, From from) {
        return renewed(session, viewer, true, from);
    }

    private Outcome renewed(SessionId session, Viewer viewer, boolean showedSecondFactor, From from) {
        return inDistrict(viewer.district(), () -> {
            sessions.end(session);
            return begin(
                    new AccountRows.Owner(viewer.district(), viewer.staff()),
                    Sessions.Stage.FULL,
                    showedSecondFactor,
                    from);
        });
    }

    /**
     * Sets a new password in the sign-in or the account page, ends all other sessions and all tokens, and renews this
     * session's secret.
     */
    public Outcome newPassword(Viewer viewer, boolean full, String password, From from) {
        var hash = passwords.hash(password);
        return inDistrict(viewer.district(), () -> {
            accounts.password(viewer.staff(), hash, false, null);
            sessions.endAll(viewer.staff(), null);
            tokens.endAll(viewer.staff(), viewer.staff());
            events.publishEvent(new PasswordChanged(viewer.district(), viewer.staff()));
            return begin(
                    new AccountRows.Owner(viewer.district(), viewer.staff()),
                    full ? Sessions.Stage.FULL : Sessions.Stage.PASSWORD,
                    viewer.secondFactor(),
                    from);
        });
    }

    /** Whether it is someone's present password, for the account page. Guesses are slowed there as well. */
    public Outcome confirms(Viewer viewer, String password) {
        var bucket = viewer.staff().value() + "/own";
        var wait = throttle.take(Limit.CODE, bucket);
        if (wait.isPresent()) {
            return new Outcome.Wait(wait.get());
        }
        var account = inDistrict(viewer.district(), () -> accounts.find(viewer.staff()))
                .orElseThrow();
        if (!passwords.matches(password, account.passwordHash())) {
            return new Outcome.Wrong();
        }
        throttle.forget(Limit.CODE, bucket);
        return new Outcome.Right();
    }

    /** What is wrong with a new password for someone. */
    public Optional<PasswordRules.Fault> fault(Viewer viewer, String password) {
        var context = inDistrict(viewer.district(), () -> {
            var words = new ArrayList<String>(
                    List.of(viewer.name(), districts.current().name()));
            accounts.find(viewer.staff()).ifPresent(account -> words.add(account.email()));
            directory.schools().stream()
                    .filter(school -> viewer.schools().contains(school.id()))
                    .limit(20)
                    .map(School::name)
                    .forEach(words::add);
            return words;
        });
        return PasswordRules.fault(password, hasOrNeedsSecondFactor(viewer), context);
    }

    /** How many characters a password of theirs has at least. */
    public int leastCharacters(Viewer viewer) {
        return PasswordRules.least(hasOrNeedsSecondFactor(viewer));
    }

    private boolean hasOrNeedsSecondFactor(Viewer viewer) {
        return SecondFactor.needed(viewer)
                || inDistrict(viewer.district(), () -> accounts.find(viewer.staff()))
                        .map(AccountRows.Row::hasSecondFactor)
                        .orElse(false);
    }

    /**
     * Whose one-time link it is; empty where it was used or its time is over. Its 256 random bits are not guessed at any
     * pace, so tries are not counted: a whole school opens its invitations from one address on one morning.
     */
    public Optional<Viewer> linkOf(String token) {
        return accounts.byLink(token)
                .flatMap(link -> inDistrict(link.district(), () -> Optional.ofNullable(viewers.asOf(link.staff()))));
    }

    /**
     * Sets a password by a one-time link, which ends with it, and begins a session.
     *
     * @param language in which the page of the link was read: at the very first it becomes the account's
     */
    public Optional<Outcome> useLink(String token, String password, String language, From from) {
        var found = accounts.byLink(token);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var link = found.get();
        var owner = new AccountRows.Owner(link.district(), link.staff());
        var hash = passwords.hash(password);
        return inDistrict(link.district(), () -> {
            if (!accounts.useLink(link.link())) {
                return Optional.empty();
            }
            accounts.firstLanguage(link.staff(), language);
            accounts.password(link.staff(), hash, false, null);
            accounts.forgetDevices(link.staff());
            sessions.endAll(link.staff(), null);
            tokens.endAll(link.staff(), link.staff());
            events.publishEvent(new PasswordChanged(link.district(), link.staff()));
            var viewer = viewers.asOf(link.staff());
            var half = accounts.find(link.staff()).orElseThrow().hasSecondFactor()
                    || (viewer != null && SecondFactor.needed(viewer));
            return Optional.of(begin(owner, half ? Sessions.Stage.PASSWORD : Sessions.Stage.FULL, false, from));
        });
    }

    /** Their own e-mail address. */
    public String emailOf(Viewer viewer) {
        return inDistrict(viewer.district(), () -> accounts.find(viewer.staff()))
                .map(AccountRows.Row::email)
                .orElse("");
    }

    public void chooseLanguage(Viewer viewer, String language) {
        inDistrict(viewer.district(), () -> {
            accounts.language(viewer.staff(), language);
            return true;
        });
    }

    private Outcome begin(AccountRows.Owner owner, Sessions.Stage stage, boolean showedSecondFactor, From from) {
        var token = sessions.begin(owner.staff(), stage, showedSecondFactor, from.browser());
        var device = from.device() == null ? secrets.token() : from.device();
        if (stage == Sessions.Stage.FULL) {
            accounts.know(owner.staff(), Secrets.hash(device));
            accounts.attempt(owner.staff(), "SIGNED_IN", from.device() != null);
            events.publishEvent(new SignedIn(owner.district(), owner.staff(), showedSecondFactor));
        }
        return new Outcome.Session(token, device);
    }

    private void refuse(AccountRows.Owner owner, Why why, boolean known) {
        inDistrict(owner.district(), () -> {
            accounts.attempt(owner.staff(), why.name(), known);
            events.publishEvent(new SignInRefused(owner.district(), owner.staff(), why));
            return true;
        });
    }

    private <T> T inDistrict(DistrictId district, Supplier<T> work) {
        return DistrictScope.call(district, () -> transaction.execute(status -> work.get()));
    }
}
