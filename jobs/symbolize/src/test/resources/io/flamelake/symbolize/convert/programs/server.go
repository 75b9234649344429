// Methods, closures, interfaces and goroutines, some of it inlined.
package main

import (
	"os"
	"sort"
	"strings"
)

type shape interface{ area() int }

type square struct{ side int }

type box[T any] struct{ content T }

func (s square) area() int { return power(s.side, 2) }

func (b *box[T]) get() T { return b.content }

func power(base, exponent int) int {
	result := 1
	for i := 0; i < exponent; i++ {
		result = times(result, base)
	}
	return result
}

func times(a, b int) int { return a * b }

func serve(requests <-chan string, done chan<- int) {
	defer close(done)
	sum := 0
	for request := range requests {
		words := strings.Fields(request)
		sort.Slice(words, func(i, j int) bool { return len(words[i]) < len(words[j]) })
		var s shape = square{len(words)}
		sum += s.area()
	}
	done <- sum
}

func main() {
	requests, done := make(chan string), make(chan int)
	go serve(requests, done)
	for _, argument := range os.Args {
		held := &box[string]{argument}
		requests <- held.get()
	}
	close(requests)
	println(<-done)
}
