package org.havenward.web;

/** One step of a breadcrumb: a page above this one. */
public record Crumb(String label, String path) {}
