#include "sampler.h"

#include <elf.h>
#include <link.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include <ucontext.h>
#include <unwind.h>

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <map>
#include <stdexcept>
#include <vector>

namespace sampler {

namespace {

constexpr int kFrames = 64;
constexpr int kSamples = 4096;

struct Stack {
  int depth;
  std::uintptr_t frames[kFrames];
};

struct Mapping {
  std::uint64_t start, limit, offset, loadedAt;
  std::string path, buildId;
};

Stack samples[kSamples];
volatile int count;
int period;
std::int64_t windowStart;
std::map<std::uint64_t, std::uint64_t> addresses;

std::int64_t nanos(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

struct Walk {
  Stack* stack;
  std::uintptr_t interrupted;
  bool reached;
};

_Unwind_Reason_Code visit(_Unwind_Context* context, void* argument) {
  Walk* walk = static_cast<Walk*>(argument);
  int isInstruction = 0;
  std::uintptr_t ip = _Unwind_GetIPInfo(context, &isInstruction);
  if (ip == 0 || walk->stack->depth == kFrames) return _URC_END_OF_STACK;
  if (ip == walk->interrupted) walk->reached = true;
  // The handler's own frames come before the one that was interrupted. A caller's address is where its call returns
  // to, which may be another line or another function already: one less is within the call.
  if (walk->reached) walk->stack->frames[walk->stack->depth++] = isInstruction ? ip : ip - 1;
  return _URC_NO_REASON;
}

void sample(int, siginfo_t*, void* context) {
  if (count == kSamples) return;
  Stack* stack = &samples[count];
  stack->depth = 0;
  auto* registers = static_cast<ucontext_t*>(context);
  Walk walk{stack, static_cast<std::uintptr_t>(registers->uc_mcontext.gregs[REG_RIP]), false};
  _Unwind_Backtrace(visit, &walk);
  if (stack->depth > 0) count = count + 1;
}

// Fields of protocol buffers.
class Message {
 public:
  void number(int field, std::uint64_t value) {
    varint(field << 3);
    varint(value);
  }
  void bytes(int field, const std::string& value) {
    varint(field << 3 | 2);
    varint(value.size());
    text_ += value;
  }
  void packed(int field, const std::vector<std::uint64_t>& values) {
    Message inner;
    for (std::uint64_t value : values) inner.varint(value);
    bytes(field, inner.text_);
  }
  const std::string& text() const { return text_; }

 private:
  void varint(std::uint64_t value) {
    for (; value > 127; value >>= 7) text_ += static_cast<char>(value | 128);
    text_ += static_cast<char>(value);
  }
  std::string text_;
};

struct Object {
  std::uint64_t start, limit, loadedAt;
  std::string buildId;
};

std::string gnuBuildId(const char* notes, std::size_t size) {
  for (std::size_t at = 0; at + sizeof(ElfW(Nhdr)) <= size;) {
    auto* note = reinterpret_cast<const ElfW(Nhdr)*>(notes + at);
    const char* name = notes + at + sizeof(*note);
    const char* value = name + (note->n_namesz + 3) / 4 * 4;
    if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 && memcmp(name, "GNU", 4) == 0) {
      std::string hex;
      for (unsigned i = 0; i < note->n_descsz; i++) {
        char digits[3];
        snprintf(digits, sizeof digits, "%02x", static_cast<unsigned char>(value[i]));
        hex += digits;
      }
      return hex;
    }
    at = value + (note->n_descsz + 3) / 4 * 4 - notes;
  }
  return "";
}

int object(dl_phdr_info* info, std::size_t, void* argument) {
  Object found{~0ULL, 0, info->dlpi_addr, ""};
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const auto& segment = info->dlpi_phdr[i];
    std::uint64_t start = info->dlpi_addr + segment.p_vaddr;
    if (segment.p_type == PT_LOAD) {
      found.start = std::min<std::uint64_t>(found.start, start);
      found.limit = std::max<std::uint64_t>(found.limit, start + segment.p_memsz);
    }
    if (segment.p_type == PT_NOTE && found.buildId.empty()) {
      found.buildId = gnuBuildId(reinterpret_cast<const char*>(start), segment.p_memsz);
    }
  }
  static_cast<std::vector<Object>*>(argument)->push_back(found);
  return 0;
}

// The executable mappings of this process, the program's own first.
std::vector<Mapping> mappings() {
  std::vector<Object> objects;
  dl_iterate_phdr(object, &objects);
  std::vector<Mapping> all;
  FILE* file = fopen("/proc/self/maps", "r");
  char line[4096];
  while (fgets(line, sizeof line, file)) {
    Mapping mapping;
    char rights[5], path[2048] = "";
    sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s %" SCNx64 " %*s %*s %2047s", &mapping.start, &mapping.limit, rights,
           &mapping.offset, path);
    mapping.path = path;
    if (rights[2] != 'x') continue;
    for (const Object& object : objects) {
      if (object.start < mapping.limit && mapping.start < object.limit) {
        mapping.buildId = object.buildId;
        mapping.loadedAt = object.loadedAt;
      }
    }
    all.push_back(mapping);
  }
  fclose(file);
  return all;
}

// Builds a profile: numbers texts and addresses as they come.
class Profile {
 public:
  explicit Profile(std::vector<Mapping> mappings) : mappings_(std::move(mappings)) { text(""); }

  std::uint64_t text(const std::string& value) {
    auto [found, isNew] = texts_.emplace(value, texts_.size());
    if (isNew) order_.push_back(value);
    return found->second;
  }

  Message valueType(const char* type, const char* unit) {
    Message message;
    message.number(1, text(type));
    message.number(2, text(unit));
    return message;
  }

  void add(const std::vector<std::uintptr_t>& stack, std::uint64_t samples) {
    std::vector<std::uint64_t> ids;
    for (std::uintptr_t address : stack) ids.push_back(location(address));
    Message message;
    message.packed(1, ids);
    message.packed(2, {samples, samples * period});
    out_.bytes(2, message.text());
  }

  const std::string& finish(std::int64_t start, std::int64_t end) {
    out_.bytes(1, valueType("samples", "count").text());
    out_.bytes(1, valueType("cpu", "nanoseconds").text());
    for (std::size_t i = 0; i < mappings_.size(); i++) out_.bytes(3, mapping(i).text());
    out_.number(9, start);
    out_.number(10, end - start);
    out_.bytes(11, valueType("cpu", "nanoseconds").text());
    out_.number(12, period);
    for (const std::string& value : order_) out_.bytes(6, value);
    return out_.text();
  }

 private:
  std::uint64_t location(std::uintptr_t address) {
    auto [found, isNew] = locations_.emplace(address, locations_.size() + 1);
    if (isNew) {
      Message message;
      message.number(1, found->second);
      for (std::size_t i = 0; i < mappings_.size(); i++) {
        if (address >= mappings_[i].start && address < mappings_[i].limit) mapped(i, address, message);
      }
      message.number(3, address);
      out_.bytes(4, message.text());
    }
    return found->second;
  }

  void mapped(std::size_t i, std::uint64_t address, Message& location) {
    location.number(2, i + 1);
    if (i == 0) addresses[address - mappings_[0].start + mappings_[0].offset] = address - mappings_[0].loadedAt;
  }

  Message mapping(std::size_t i) {
    Message message;
    message.number(1, i + 1);
    message.number(2, mappings_[i].start);
    message.number(3, mappings_[i].limit);
    message.number(4, mappings_[i].offset);
    message.number(5, text(mappings_[i].path));
    message.number(6, text(mappings_[i].buildId));
    return message;
  }

  std::vector<Mapping> mappings_;
  std::map<std::string, std::uint64_t> texts_;
  std::vector<std::string> order_;
  std::map<std::uintptr_t, std::uint64_t> locations_;
  Message out_;
};

void store(const std::string& path, const std::string& bytes) {
  FILE* file = fopen(path.c_str(), "wb");
  if (!file || fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size() || fclose(file) != 0) {
    throw std::runtime_error("can't write " + path);
  }
}

}  // namespace

void start(int hertz) {
  struct sigaction action = {};
  action.sa_sigaction = sample;
  action.sa_flags = SA_RESTART | SA_SIGINFO;
  sigaction(SIGPROF, &action, nullptr);
  period = 1000000000 / hertz;
  windowStart = nanos(CLOCK_REALTIME);
  itimerval timer = {{0, period / 1000}, {0, period / 1000}};
  setitimer(ITIMER_PROF, &timer, nullptr);
}

int pending() { return count; }

void write(const std::string& path) {
  sigset_t signals, before;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPROF);
  sigprocmask(SIG_BLOCK, &signals, &before);
  std::map<std::vector<std::uintptr_t>, std::uint64_t> stacks;
  for (int i = 0; i < count; i++) stacks[{samples[i].frames, samples[i].frames + samples[i].depth}]++;
  Profile profile(mappings());
  for (const auto& [stack, times] : stacks) profile.add(stack, times);
  std::int64_t now = nanos(CLOCK_REALTIME);
  const std::string& bytes = profile.finish(windowStart, now);
  store(path, bytes);
  count = 0;
  windowStart = now;
  sigprocmask(SIG_SETMASK, &before, nullptr);
}

void writeAddresses(const std::string& path) {
  std::string lines;
  for (auto [offset, address] : addresses) {
    char line[64];
    snprintf(line, sizeof line, "0x%" PRIx64 " 0x%" PRIx64 "\n", offset, address);
    lines += line;
  }
  store(path, lines);
}

}  // namespace sampler
