package org.havenward.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** How a controller shows a page: template and page record of one name. */
public final class Pages {
    /** Request attribute: what was sent is done, and the forms of the page that answers are new ones. */
    public static final String DONE = "org.havenward.web.done";

    static final String ALONE = "alone";

    private Pages() {}

    /** A page without the shell: nobody is recognized, and nothing that belongs to a session is made for it. */
    public static ModelAndView alone(String template, Object page) {
        return show(template, page).addObject(ALONE, true);
    }

    /**
     * @param template such as {@code "concern/triage"} for {@code src/main/jte/concern/triage.jte}, which takes
     *     {@code @param Shell shell} and {@code @param TriagePage page}
     */
    public static ModelAndView show(String template, Object page) {
        return new ModelAndView(template).addObject("page", page);
    }

    /** The same form again, with what was typed and what has to be mended: HTTP 422. */
    public static ModelAndView mend(String template, Object page) {
        var shown = show(template, page);
        shown.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return shown;
    }
}
