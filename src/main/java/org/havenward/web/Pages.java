package org.havenward.web;

import org.springframework.web.servlet.ModelAndView;

/** How a controller shows a page: template and page record of one name. */
public final class Pages {
    private Pages() {}

    /**
     * @param template such as {@code "concern/triage"} for {@code src/main/jte/concern/triage.jte}, which takes
     *     {@code @param Shell shell} and {@code @param TriagePage page}
     */
    public static ModelAndView show(String template, Object page) {
        return new ModelAndView(template).addObject("page", page);
    }
}
