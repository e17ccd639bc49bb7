// Package display turns what a session shows into text: tables, summaries,
// errors. It is the only place that does, so that the prompt, scripts and
// exports agree. It takes plain data, knows neither layers nor the language,
// and never prints: it returns strings.
package display
