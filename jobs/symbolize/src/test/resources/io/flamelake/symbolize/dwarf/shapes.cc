// A program without libraries whose code is inlined, made of templates, nameless and local scopes.
extern "C" void write_number(long value);

namespace shapes {
namespace {
struct Rounding {
  int digits;
  long apply(long value) const { return value / digits * digits; }
};

long nameless(long value) {
  Rounding rounding{7};
  return rounding.apply(value) + 1;
}
}  // namespace

template <int N>
struct Power {
  template <class T>
  static inline T of(T x) {
    return x * Power<N - 1>::of(x);
  }
};

template <>
struct Power<0> {
  template <class T>
  static inline T of(T) {
    return 1;
  }
};

struct Shape {
  virtual long area() const = 0;
  long scaled(long factor) const { return area() * factor; }
};

struct Square : Shape {
  long side;
  explicit Square(long s) : side(s) {}
  long area() const override { return Power<2>::of(side); }
};

struct Cube : Square {
  using Square::Square;
  __attribute__((noinline)) long area() const override { return Power<3>::of(side) + nameless(side); }
};

template <class F>
inline long fold(const long* values, int count, F each) {
  long sum = 0;
  for (int i = 0; i < count; i++) {
    sum += each(values[i]);
  }
  return sum;
}

__attribute__((noinline)) long measure(const long* values, int count, long limit) {
  struct Local {
    long limit;
    long clip(long value) const { return value > limit ? limit : value; }
  };
  Local local{limit};
  if (__builtin_expect(count > 1000, 0)) {
    write_number(-1);
    write_number(limit);
    __builtin_trap();
  }
  return fold(values, count, [&](long value) {
    Cube cube(value);
    return local.clip(cube.scaled(2)) + Square(value).scaled(3);
  });
}

__attribute__((noinline)) long unused(long value) { return Power<5>::of(value) + nameless(value); }
}  // namespace shapes

static long total;

extern "C" void write_number(long value) {
  total += shapes::Power<4>::of(value) ^ value;
}

extern "C" void _start() {
  long values[16];
  for (int i = 0; i < 16; i++) {
    values[i] = i * total;
  }
  write_number(shapes::measure(values, 16, total));
  for (;;) {
  }
}
