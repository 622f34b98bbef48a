package org.havenward.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.havenward.access.Gate;
import org.havenward.access.Viewer;
import org.havenward.access.WhoAsks;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictId;
import org.havenward.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Makes the shell of a page from its request. */
@Component
class ShellMaker {
    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z-]{8,64}");

    private final Messages messages;
    private final Assets assets;
    private final LocaleResolver locales;
    private final InstantSource clock;
    private final ObjectProvider<Gate> gate;
    private final ObjectProvider<Districts> districts;
    private final List<NavItem> items;
    private final Map<DistrictId, ZoneId> zones = new ConcurrentHashMap<>();

    ShellMaker(
            Messages messages,
            Assets assets,
            LocaleResolver locales,
            InstantSource clock,
            ObjectProvider<Gate> gate,
            ObjectProvider<Districts> districts,
            ObjectProvider<NavItem> items) {
        this.messages = messages;
        this.assets = assets;
        this.locales = locales;
        this.clock = clock;
        this.gate = gate;
        this.districts = districts;
        this.items =
                items.stream().sorted(Comparator.comparingInt(NavItem::order)).toList();
    }

    Shell make(HttpServletRequest request) {
        var viewer = viewer(request);
        var locale = locales.resolveLocale(request);
        var path = path(request);
        var query = request.getQueryString();
        return new Shell(
                messages,
                assets,
                locale,
                viewer == null ? onlyZone() : zone(viewer.district()),
                clock.instant(),
                path,
                query == null || !request.getMethod().equals("GET") ? "" : query,
                Choices.theme(request),
                () -> csrf(request),
                onceKey(request),
                viewer,
                viewer == null ? List.of() : navigation(viewer, locale, path));
    }

    static @Nullable Viewer viewer(HttpServletRequest request) {
        var asker = WhoAsks.viewer(request);
        if (asker.isPresent()) {
            return asker.get();
        }
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Viewer viewer ? viewer : null;
    }

    private List<Shell.NavLink> navigation(Viewer viewer, Locale locale, String path) {
        var doors = gate.getIfAvailable();
        if (doors == null) {
            return List.of();
        }
        var open = items.stream()
                .filter(item -> doors.decide(viewer, item.need()).allowed())
                .toList();
        var current = open.stream()
                .map(NavItem::path)
                .filter(start -> path.equals(start) || (!start.equals("/") && path.startsWith(start + "/")))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return open.stream()
                .map(item -> new Shell.NavLink(
                        messages.text(locale, item.labelKey()),
                        item.path(),
                        item.path().equals(current)))
                .toList();
    }

    /** The page that the reader sees in the address line, also while an error page is made for it. */
    static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
    }

    private static String csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }

    private static String onceKey(HttpServletRequest request) {
        var failed = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null;
        var done = request.getAttribute(Pages.DONE) != null;
        var kept = request.getMethod().equals("POST") && !failed && !done ? request.getParameter("onceKey") : null;
        return kept != null && KEY.matcher(kept).matches() ? kept : Ids.next().toString();
    }

    private ZoneId zone(DistrictId district) {
        var known = zones.get(district);
        if (known != null) {
            return known;
        }
        learnZones();
        return zones.getOrDefault(district, ZoneId.systemDefault());
    }

    private ZoneId onlyZone() {
        if (zones.isEmpty()) {
            learnZones();
        }
        return zones.size() == 1 ? zones.values().iterator().next() : ZoneId.systemDefault();
    }

    private void learnZones() {
        var known = districts.getIfAvailable();
        if (known != null) {
            known.all().forEach(district -> zones.put(district.id(), ZoneId.of(district.zone())));
        }
    }
}
