/* A queue with functions that are inlined, cloned and called by pointers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct queue {
  int *items;
  size_t head, size, capacity;
};

static inline size_t slot(const struct queue *queue, size_t at) {
  return (queue->head + at) % queue->capacity;
}

static void grow(struct queue *queue) {
  size_t capacity = queue->capacity ? queue->capacity * 2 : 4;
  int *items = malloc(capacity * sizeof *items);
  if (!items) {
    abort();
  }
  for (size_t i = 0; i < queue->size; i++) {
    items[i] = queue->items[slot(queue, i)];
  }
  free(queue->items);
  *queue = (struct queue){items, 0, queue->size, capacity};
}

static inline void push(struct queue *queue, int item) {
  if (queue->size == queue->capacity) {
    grow(queue);
  }
  queue->items[slot(queue, queue->size++)] = item;
}

static inline int pop(struct queue *queue) {
  int item = queue->items[queue->head];
  queue->head = slot(queue, 1);
  queue->size--;
  return item;
}

static int ascending(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

__attribute__((noinline)) static int drain(struct queue *queue, int limit) {
  int sum = 0;
  while (queue->size && sum < limit) {
    sum += pop(queue);
  }
  return sum;
}

int main(int count, char **arguments) {
  struct queue queue = {0};
  for (int i = 0; i < count * 10; i++) {
    push(&queue, i * 7 % 11);
  }
  qsort(queue.items, queue.size, sizeof *queue.items, ascending);
  printf("%s %d %d\n", arguments[0], drain(&queue, 40), drain(&queue, 400));
  free(queue.items);
  return 0;
}
