"""What a measurement may cost; a bench that breaks one of its budgets ends with 1."""


def tell_misses(measured):
    """`measured`: {what: (value, at most)}. 1 when a figure is above its budget, which is then named."""
    misses = [f"{what}: {value:.4g}, budget {budget:.4g}" for what, (value, budget) in measured.items() if value > budget]
    print("\nAbove the budget: " + "; ".join(misses) if misses else "\nAll budgets hold.")
    return 1 if misses else 0
