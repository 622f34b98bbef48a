package org.havenward.web;

/**
 * A page that helps on.
 *
 * @param kind part of the message keys: {@code web.problem.KIND.title}, {@code .text}, {@code .next}
 * @param reference finds the error in the log; empty where there is nothing to find
 * @param goBack whether what was typed is still on the page before
 */
public record ErrorPage(int status, String kind, String reference, boolean goBack) {}
