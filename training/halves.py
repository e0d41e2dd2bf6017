"""Sums in 16 bits, where the processor has units for them.

Without such units they are worked out one by one: a training that takes minutes takes hours.
"""

import torch


def in_halves() -> torch.autocast:
    """A context in which products of matrices are of bfloat16, if that is any faster."""
    fast = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
    return torch.autocast("cpu", torch.bfloat16, enabled=fast)
