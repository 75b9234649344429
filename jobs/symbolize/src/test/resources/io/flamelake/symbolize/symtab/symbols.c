#include <stdlib.h>
/* Symbols that meet: aliases of every binding, an indirect function, functions of no type. */
static int local_one(int a) { return a * 3; }
__attribute__((noinline)) int strong(int a) { return local_one(a) + abs(a); }
int weak_alias(int) __attribute__((weak, alias("strong")));
int z_alias(int) __attribute__((alias("strong")));
static int local_alias(int) __attribute__((alias("strong"), used));
static int first(int a) { return a + 1; }
static int second(int a) { return a + 2; }
static void *choose(void) { return getenv("FAST") ? (void *)first : (void *)second; }
int indirect(int) __attribute__((ifunc("choose")));
__asm__(".text\n.globl untyped\nuntyped:\n nop\n nop\ninner_label:\n nop\n ret\n .globl sized\n .type sized,@function\nsized:\n nop\n nop\n ret\n .size sized, 2\n nop\n nop\n");
__asm__(".text\n.globl outer\n.type outer,@function\nouter:\n nop\n.type nested,@function\nnested:\n nop\n .size nested,1\n nop\n nop\n ret\n .size outer, .-outer\n");
__asm__(".symver versioned_1, versioned@@V1\n.globl versioned_1\n.type versioned_1,@function\nversioned_1:\n nop\n ret\n.size versioned_1,.-versioned_1");
int main(int argc, char **argv) { void *p = malloc(strong(argc)); int n = indirect(argc) + (p != 0); free(p); void (*volatile out)(int) = exit; out(n); return atoi(argv[0]); }
