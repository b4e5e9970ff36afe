"""Writes the TorchScript files of the tests, and what they give for one input: python make_scripts.py FOLDER.

Made with PyTorch; `expected.json` holds the input and, for each file, the values of every layer in double precision."""
import io, json, sys, zipfile
import torch
from torch import nn


class Block(nn.Module):
    """Modules inside modules, a short cut, and a module that is called twice."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(1, 3, 3, padding=1), nn.BatchNorm2d(3), nn.ReLU())
        self.again = nn.Conv2d(3, 3, 3, padding=1)
        self.head = nn.Sequential(nn.Flatten(), nn.Dropout(0.5), nn.Linear(3 * 8 * 8, 4))

    def forward(self, x):
        y = self.features(x)
        return self.head(self.again(self.again(y)) + y)


class Plain(nn.Module):
    """No submodules."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(4, 64))

    def forward(self, x):
        return torch.tanh(torch.relu(x).flatten(1) @ self.weight.t())


class Colours(nn.Sequential):
    """A network of three channels and any size of at least one pixel."""

    def __init__(self):
        super().__init__(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 3))


class TwoInputs(nn.Module):
    def forward(self, x, y):
        return x + y


def layers(model, x):
    """What each module without modules gives, in the order of its calls, and what the model gives."""
    found = []
    for name, module in model.named_modules():
        if name and not list(module.children()):
            module.register_forward_hook(lambda _, __, y, name=name: found.append([name, y.flatten().tolist()]))
    scores = model(x).flatten().tolist()
    return found + [["scores", scores]]


def spoiled(data, operator):
    """A copy of an archive whose code calls an operator that does not exist."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(".py"):
                content = content.replace(b"torch.relu", operator)
            target.writestr(name, content)
    return out.getvalue()


def without_sources(path):
    """Leaves the names of source files out of an archive."""
    with zipfile.ZipFile(path) as source:
        entries = [(name, source.read(name)) for name in source.namelist() if not name.endswith(".debug_pkl")]
    with zipfile.ZipFile(path, "w") as target:
        for name, content in entries:
            target.writestr(name, content)


folder = sys.argv[1]
torch.manual_seed(1)
x = torch.randn(1, 1, 8, 8)
block, plain = Block().eval(), Plain().eval()
for buffer in block.features[1].buffers():
    if buffer.dtype.is_floating_point:
        buffer.add_(torch.rand_like(buffer))
torch.jit.script(block).save(folder + "/scripted.pt")
torch.jit.trace(block, x).save(folder + "/traced.pt")
torch.jit.freeze(torch.jit.script(block)).save(folder + "/frozen.pt")
torch.jit.script(plain).save(folder + "/plain.pt")
torch.jit.script(TwoInputs()).save(folder + "/two-inputs.pt")
torch.jit.trace(Colours().eval(), torch.zeros(1, 3, 8, 8)).save(folder + "/colours.pt")
without_sources(folder + "/colours.pt")
torch.save(plain.state_dict(), folder + "/weights.pt")
data = open(folder + "/plain.pt", "rb").read()
open(folder + "/unknown-operator.pt", "wb").write(spoiled(data, b"torch.no_such_operator"))
expected = {"input": x.flatten().tolist(), "block": layers(block.double(), x.double()),
            "plain": layers(plain.double(), x.double())}
json.dump(expected, open(folder + "/expected.json", "w"))
