from typing import Generic, Literal, Protocol, overload, type_check_only

from typing_extensions import TypeVar

# The arrays that are given, those that are made, the dictionaries of out_type="list", and out_type.
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
_Path = TypeVar("_Path")
_Out = TypeVar("_Out", bound=Literal["array", "list", "dict"], default=Literal["array"])

class Backend(str):
    @property
    def name(self) -> str: ...

@type_check_only
class _Named(Protocol):
    @property
    def name(self) -> str: ...

@type_check_only
class _Scattering(Generic[_Given, _Made, _Path, _Out]):
    @overload
    def scattering(self: _Scattering[_Given, _Made, _Path, Literal["array"]], x: _Given) -> _Made: ...
    @overload
    def scattering(self: _Scattering[_Given, _Made, _Path, Literal["list"]], x: _Given) -> list[_Path]: ...
    @overload
    def scattering(self: _Scattering[_Given, _Made, _Path, Literal["dict"]], x: _Given) -> dict[tuple[int, ...], _Made]: ...
    @overload
    def scattering(self, x: _Given) -> _Made | list[_Path] | dict[tuple[int, ...], _Made]: ...
    @overload
    def __call__(self: _Scattering[_Given, _Made, _Path, Literal["array"]], x: _Given) -> _Made: ...
    @overload
    def __call__(self: _Scattering[_Given, _Made, _Path, Literal["list"]], x: _Given) -> list[_Path]: ...
    @overload
    def __call__(self: _Scattering[_Given, _Made, _Path, Literal["dict"]], x: _Given) -> dict[tuple[int, ...], _Made]: ...
    @overload
    def __call__(self, x: _Given) -> _Made | list[_Path] | dict[tuple[int, ...], _Made]: ...

class Frontend(_Scattering[_Given, _Made, _Path, _Out]):
    frontend_name: str
    array_name: str
    array_noun: str
    backend: _Named
