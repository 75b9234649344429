package io.flamelake.focus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "main, main",
    "'f(int)', f",
    "'.f(int)', f",
    "'(anonymous namespace)::f(int)', (anonymous namespace)::f",
    "'a::operator()(int)', a::operator()",
    "'g((anonymous namespace)::T)', g",
    "'', ''",
  })
  void simplifiesFunctionsAsPprof(String function, String simplified) {
    assertThat(FunctionName.simplified(function)).isEqualTo(simplified);
  }

  @ParameterizedTest
  @CsvSource({
    "go, runtime.mallocgc, runtime",
    "go, net/http.(*conn).serve, net/http",
    "go, net/http.HandlerFunc.ServeHTTP, net/http",
    "go, main.main.func1, main",
    "go, github.com/a/b.v2.(*T[go.shape.int]).F, github.com/a/b",
    "go, 'slices.SortFunc[go.shape.[]a/b.T]', slices",
    "go, memmove, ''",
    "jvm, java.util.HashMap.get, java.util",
    "jvm, java/util/HashMap.get, java.util",
    "jvm, java.lang.invoke.LambdaForm$DMH.0x00.invoke, java.lang.invoke",
    "jvm, 'com.a.Foo.bar(java.lang.String)', com.a",
    "jvm, a.b.c.d, a.b",
    "jvm, Main.main, ''",
    "native, 'v8::internal::Heap::Collect(int)', v8::internal",
    "native, 'std::vector<int, std::allocator<int>>::push_back(int&&)', std::vector",
    "native, '(anonymous namespace)::f(a::b)', (anonymous namespace)",
    "native, 'void ns::f<a::b>(int)', ns",
    "native, memcpy, ''",
    "rust, core::ops::function::FnOnce::call_once, core::ops::function",
    "rust, <alloc::vec::Vec<T> as core::ops::drop::Drop>::drop, alloc::vec",
    "rust, tokio::runtime::task::raw::poll, tokio::runtime::task::raw",
    "python, render, /app/shop",
    "'', java.util.HashMap.get, java.util",
    "'', net/http.(*conn).serve, net/http",
    "'', net/http.Header.Get, net/http",
    "'', time.Time.Add, time",
    "'', main.main.func1, main",
    "'', ns::f, ns",
    "'', parse, /app/shop",
  })
  void tellsThePackage(String kind, String function, String name) {
    assertThat(PackageName.of(new FrameNames(function, "/app/shop/x.py", 7, "", kind)))
        .isEqualTo(name);
  }

  @Test
  void namesGroupsOfSymbolizedFrames() {
    FrameNames frame = new FrameNames("net/http.Get", "/src/client.go", 12, "/bin/app", "go");
    assertThat(FrameGroup.FUNCTION.label(frame)).isEqualTo("net/http.Get");
    assertThat(FrameGroup.FILE.label(frame)).isEqualTo("/src/client.go");
    assertThat(FrameGroup.LINE.label(frame)).isEqualTo("net/http.Get /src/client.go:12");
    assertThat(FrameGroup.PACKAGE.label(frame)).isEqualTo("net/http");
    assertThat(FrameGroup.MAPPING.label(frame)).isEqualTo("app");
  }

  @Test
  void aFunctionInAssemblyIsOfItsGoPackage() {
    FrameNames memmove =
        new FrameNames("runtime.memmove", "/go/memmove_amd64.s", 9, "/app", "native");
    FrameNames syscall =
        new FrameNames("runtime/internal/syscall.Syscall6", "/go/asm.s", 9, "/app", "native");
    FrameNames strlen = new FrameNames("__strlen_avx2", "/libc/strlen.s", 9, "/libc.so", "native");
    assertThat(PackageName.of(memmove)).isEqualTo("runtime");
    assertThat(PackageName.of(syscall)).isEqualTo("runtime/internal/syscall");
    assertThat(PackageName.of(strlen)).isEmpty();
  }

  @Test
  void namesGroupsOfFramesThatLackThem() {
    FrameNames address = new FrameNames("", "", 0, "/lib/libc.so.6", "");
    FrameNames nothing = new FrameNames("", "", 0, "", "");
    FrameNames kernel = new FrameNames("", "", 0, "[kernel.kallsyms]", "kernel");
    for (FrameGroup group : FrameGroup.values()) {
      assertThat(group.label(nothing)).isEqualTo("[unknown]");
      assertThat(group.label(address))
          .isEqualTo(group == FrameGroup.MAPPING ? "libc.so.6" : "[libc.so.6]");
      assertThat(group.label(kernel)).isEqualTo("[kernel.kallsyms]");
    }
    assertThat(FrameGroup.LINE.label(new FrameNames("f", "", 3, "", ""))).isEqualTo("f");
    assertThat(FrameGroup.LINE.label(new FrameNames("f", "a.c", 0, "", ""))).isEqualTo("f a.c");
    assertThat(FrameGroup.LINE.label(new FrameNames("", "a.c", 3, "", ""))).isEqualTo("a.c:3");
  }

  @Test
  void findsGroupsByTheirName() {
    assertThat(FrameGroup.of("package")).contains(FrameGroup.PACKAGE);
    assertThat(FrameGroup.of("Package")).isEmpty();
    assertThat(FrameGroup.of("colour")).isEmpty();
  }
}
