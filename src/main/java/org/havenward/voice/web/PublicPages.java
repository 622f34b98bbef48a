package org.havenward.voice.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.voice.PublicWords;
import org.havenward.web.Assets;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.ModelAndView;

/** What the public pages share: language, headers, the district's scope, and the page that is not there. */
@Component
class PublicPages {
    /** So many of one district may wait at the same time, whoever waits for the others. */
    static final int MOST_WAITING = 24;

    private final PublicWords words;
    private final Assets assets;
    private final TransactionTemplate transaction;
    private final Duration pause;
    private final Map<DistrictId, Semaphore> waiting = new ConcurrentHashMap<>();

    PublicPages(
            PublicWords words,
            Assets assets,
            PlatformTransactionManager transactions,
            @Value("${havenward.voice.pause:PT2S}") Duration pause) {
        this.words = words;
        this.assets = assets;
        this.transaction = new TransactionTemplate(transactions);
        this.pause = pause;
    }

    /** The language asked for, then the page's own, then the browser's. Kept in the form alone. */
    TellFrame frame(HttpServletRequest request, String action) {
        var speech = words.in(request.getParameter("to"))
                .or(() -> words.in(request.getParameter("l")))
                .orElseGet(() -> words.forBrowser(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
        return new TellFrame(speech, words.languages(), assets, action);
    }

    /** Whether this only changes the language. */
    static boolean onlyLanguage(HttpServletRequest request) {
        return request.getParameter("to") != null;
    }

    static ModelAndView show(HttpServletResponse response, HttpStatus status, String template, Object page) {
        strict(response);
        var shown = Pages.alone(template, page);
        shown.setStatus(status);
        return shown;
    }

    /** Nothing of these pages is kept anywhere on the way. */
    static void strict(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-cache, max-age=0, must-revalidate, private");
        response.setHeader(HttpHeaders.PRAGMA, "no-cache");
        response.setHeader(HttpHeaders.EXPIRES, "0");
    }

    ModelAndView gone(HttpServletRequest request, HttpServletResponse response) {
        return show(
                response,
                HttpStatus.NOT_FOUND,
                "voice/tell_places",
                new TellPlacesPage(frame(request, "/tell"), List.of()));
    }

    <T extends @Nullable Object> T inDistrict(DistrictId district, Supplier<T> work) {
        return DistrictScope.call(district, work);
    }

    /** One transaction for what a page shows. */
    <T> T reading(DistrictId district, Supplier<T> work) {
        return DistrictScope.call(
                district, () -> java.util.Objects.requireNonNull(transaction.execute(begun -> work.get())));
    }

    /**
     * A while, for who brings no proof of work and for who tries receipts. False where as many of the district as may wait
     * already: a flood must not take every thread, nor one district's flood the others' places.
     */
    boolean waitAWhile(DistrictId district) {
        var places = waiting.computeIfAbsent(district, known -> new Semaphore(MOST_WAITING));
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            places.release();
        }
    }
}
