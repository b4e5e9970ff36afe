from typing import Any

import torch

from ._frontend import _Out
from ._images import Images, _Out as _ImagesOut
from ._joint import Joint
from ._series import Series
from ._volumes import Volumes

class _Module(torch.nn.Module):
    frontend_name: str
    array_name: str
    array_noun: str
    def forward(self, x: torch.Tensor) -> Any: ...
    def pullback(self, x: torch.Tensor, cotangents: torch.Tensor) -> torch.Tensor: ...

class Scattering2D(Images[torch.Tensor, torch.Tensor, _ImagesOut], _Module): ...
class HarmonicScattering3D(Volumes[torch.Tensor, torch.Tensor], _Module): ...
class Scattering1D(Series[torch.Tensor, torch.Tensor, _Out], _Module): ...
class TimeFrequencyScattering(Joint[torch.Tensor, torch.Tensor, _Out], _Module): ...

__all__ = ["HarmonicScattering3D", "Scattering1D", "Scattering2D", "TimeFrequencyScattering"]
