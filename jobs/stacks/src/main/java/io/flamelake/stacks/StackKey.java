package io.flamelake.stacks;

/** What a row of the table {@code stacks} is unique by. */
public record StackKey(int day, String serviceName, long stackId) {

  /** The key of a stack. */
  public static StackKey of(StackDefinition stack) {
    return new StackKey(stack.day(), stack.serviceName(), stack.stackId());
  }
}
