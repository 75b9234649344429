// Functions that a compiler splits, copies and inlines.
#include <cstdio>
#include <cstdlib>

namespace shop {
struct Item {
  const char *name;
  int price;
};

static inline int square(int a) { return a * a + std::abs(a); }

template <class T> static T twice(T a) { return square(a) + square(a + 1); }

__attribute__((cold, noinline)) static void fail(const Item &item) {
  std::fprintf(stderr, "no %s\n", item.name);
  std::abort();
}

__attribute__((noinline)) static int checked(const Item *item, int count, int limit) {
  if (__builtin_expect(item->price < 0, 0)) {
    std::fprintf(stderr, "%s costs %d\n", item->name, item->price);
    fail(*item);
  }
  int sum = 0;
  for (int i = 0; i < count; i++) {
    sum += twice(item[i].price) % limit;
  }
  return sum;
}

int total(const Item *items, int count) { return checked(items, count, 1000); }
}  // namespace shop

int main(int argc, char **argv) {
  shop::Item items[] = {{argv[0], argc}, {"b", argc * 2}, {"c", argc - 1}};
  return shop::total(items, 3) & 0x7F;
}
