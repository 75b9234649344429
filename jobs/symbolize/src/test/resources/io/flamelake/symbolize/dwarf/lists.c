/* A program without libraries: static and inlined functions, loops and a switch. */
struct node {
  struct node *next;
  int value;
};

static inline int twice(int x) { return x + x; }

static inline int weigh(const struct node *node, int kind) {
  switch (kind) {
    case 0:
      return node->value;
    case 1:
      return twice(node->value);
    case 2:
      return twice(twice(node->value)) - 1;
    default:
      return -node->value;
  }
}

__attribute__((noinline)) static int sum(const struct node *list, int kind) {
  int sum = 0;
  for (; list; list = list->next) {
    sum += weigh(list, kind);
  }
  return sum;
}

__attribute__((noinline)) struct node *reverse(struct node *list) {
  struct node *done = 0;
  while (list) {
    struct node *next = list->next;
    list->next = done;
    done = list;
    list = next;
  }
  return done;
}

volatile int result;

void _start(void) {
  struct node nodes[4];
  for (int i = 0; i < 4; i++) {
    nodes[i].next = i ? &nodes[i - 1] : 0;
    nodes[i].value = twice(i);
  }
  struct node *list = reverse(&nodes[3]);
  for (int kind = 0; kind < 4; kind++) {
    result += sum(list, kind);
  }
  for (;;) {
  }
}
