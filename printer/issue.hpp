// Whether a slip is a ticket's first, or its copy after nobody knew what became of the first. The number is
// the same; the paper says which it is.
#pragma once

namespace okno::printer {

enum class Issue { original, copy };

}  // namespace okno::printer
