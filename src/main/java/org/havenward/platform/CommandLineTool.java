package org.havenward.platform;

/**
 * Marks a Spring bean that is also a picocli command ({@code @CommandLine.Command}, {@code Callable<Integer>}): it becomes
 * a subcommand of {@code ./havenward} and runs in a context without a web server.
 */
public interface CommandLineTool {}
