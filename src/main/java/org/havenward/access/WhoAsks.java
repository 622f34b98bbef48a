package org.havenward.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who asks in this request: what the filter found by the cookie or the bearer token. */
public final class WhoAsks {
    private static final String ATTRIBUTE = WhoAsks.class.getName();

    private WhoAsks() {}

    /** @param session null for a bearer token */
    record Asker(Viewer viewer, @Nullable SessionId session, boolean open, boolean full) {}

    /**
     * Someone on the way through the sign-in.
     *
     * @param full whether the second factor, where one is set up, was shown
     */
    public record HalfWay(Viewer viewer, SessionId session, boolean full) {}

    /** The viewer, signed in in full. */
    public static Optional<Viewer> viewer(HttpServletRequest request) {
        return asker(request).filter(Asker::open).map(Asker::viewer);
    }

    /** The session, where there is one. */
    public static Optional<SessionId> session(HttpServletRequest request) {
        return asker(request).map(Asker::session);
    }

    /** Who gave the right password, and has the second factor or a new password still to come. */
    public static Optional<HalfWay> halfWay(HttpServletRequest request) {
        var asker = asker(request);
        if (asker.isEmpty() || asker.get().open()) {
            return Optional.empty();
        }
        var session = asker.get().session();
        return session == null
                ? Optional.empty()
                : Optional.of(
                        new HalfWay(asker.get().viewer(), session, asker.get().full()));
    }

    static Optional<Asker> asker(HttpServletRequest request) {
        return Optional.ofNullable((Asker) request.getAttribute(ATTRIBUTE));
    }

    static void remember(HttpServletRequest request, Asker asker) {
        request.setAttribute(ATTRIBUTE, asker);
    }
}
