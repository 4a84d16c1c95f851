"""Checks docker-compose.yml by itself, without Docker's help, and the settings it takes from deploy/.env.

    python check_compose.py docker-compose.yml deploy/.env.example

What `docker compose config` would find in a file of this size (services, volumes and files that are named but not
there, a circle of dependencies), and what it does not look for: that every variable is explained in the example, that
no secret has a default, that only the proxy listens outside. Prints one line per mistake; exits 1 if there is one.
"""

import pathlib
import re
import sys

import yaml

VARIABLE = re.compile(r"\$\{(\w+)(:?[-?][^}]*)?\}")
SECRET = re.compile(r"PASSWORD|KEYS__|SECRET|TOKEN$")
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
PUBLIC = {"proxy"}


def dependencies(service: dict) -> dict:
    """depends_on in its long form: name -> condition."""
    named = service.get("depends_on", {})
    if isinstance(named, list):
        return {name: "service_started" for name in named}
    return {name: how.get("condition", "service_started") for name, how in named.items()}


def check_service(name: str, service: dict, compose: dict, folder: pathlib.Path):
    """Yields what is wrong with one service."""
    services = compose["services"]
    build = service.get("build")
    if not service.get("image") and not build:
        yield f"{name}: neither image nor build"
    if build and not (folder / (build if isinstance(build, str) else build["context"]) / "Dockerfile").is_file():
        yield f"{name}: there is no Dockerfile in {build}"
    for other, condition in dependencies(service).items():
        if other not in services:
            yield f"{name}: depends on {other}, which is not a service"
        if condition not in CONDITIONS:
            yield f"{name}: unknown condition {condition}"
        elif condition == "service_healthy" and other in services:
            target = services[other]
            # Our own image brings its check along.
            if "healthcheck" not in target and not target.get("build"):
                yield f"{name}: waits for the health of {other}, which has no healthcheck"
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        if source.startswith("."):
            if not (folder / source).exists():
                yield f"{name}: mounts {source}, which does not exist"
        elif source not in compose.get("volumes", {}):
            yield f"{name}: mounts the volume {source}, which is not declared"
    if service.get("ports") and name not in PUBLIC:
        yield f"{name}: publishes ports; only {', '.join(sorted(PUBLIC))} may"


def circle(services: dict) -> list:
    """The services that wait for each other in a circle, if any do."""
    waiting = {name: set(dependencies(service)) & set(services) for name, service in services.items()}
    while free := [name for name, others in waiting.items() if not others]:
        for name in free:
            del waiting[name]
        for others in waiting.values():
            others.difference_update(free)
    return sorted(waiting)


def check(compose_path: pathlib.Path, example_path: pathlib.Path):
    """Yields every mistake of the two files."""
    text = compose_path.read_text(encoding="utf-8")
    compose = yaml.safe_load(text)
    services = compose.get("services") or {}
    if not services:
        yield "there are no services"
    for name, service in services.items():
        yield from check_service(name, service, compose, compose_path.parent)
    if stuck := circle(services):
        yield f"these wait for each other: {', '.join(stuck)}"

    example = re.findall(r"^(\w+)=(.*)$", example_path.read_text(encoding="utf-8"), re.MULTILINE)
    used = VARIABLE.findall("\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")))
    names = {name for name, _ in example}
    for name in sorted({name for name, _ in used} - names):
        yield f"${{{name}}} is not explained in {example_path}"
    for name in sorted(names - {name for name, _ in used}):
        yield f"{example_path} explains {name}, which {compose_path} does not use"
    for name, default in used:
        if SECRET.search(name) and not default.startswith(":?"):
            yield f"the secret ${{{name}}} must be required: ${{{name}:?where it is explained}}"
    for name, value in example:
        if SECRET.search(name) and value:
            yield f"{example_path} has a value for the secret {name}"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        mistakes = list(check(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])))
    except yaml.YAMLError as error:
        mistakes = [f"not YAML: {error}"]
    for mistake in mistakes:
        print(f"{sys.argv[1]}: {mistake}", file=sys.stderr)
    sys.exit(1 if mistakes else 0)
