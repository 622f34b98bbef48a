package org.havenward.platform;

/**
 * Marks a Spring bean that is also a picocli command ({@code @CommandLine.Command}, {@code Callable<Integer>}): it becomes
 * a subcommand of {@code ./havenward} and runs in a context without a web server, beside a server that may be running. A
 * name of two words such as {@code "roster import"} puts it into the group of the first, which several rooms may share.
 */
public interface CommandLineTool {
    /** One that needs no database and no district: no bean, but a class with a constructor without arguments. */
    interface WithoutHouse extends CommandLineTool {}
}
