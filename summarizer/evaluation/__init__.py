"""Is it good, and is it better than that one: systems scored on labelled data, with intervals and significance.

from summarizer.evaluation import Task, run_task, write_evaluation

task = Task(title="Mine", data="articles.jsonl", length={"words": 60}, systems=("lead", "extractive"))
evaluation = run_task(task)
print(evaluation.systems[1].score("rouge1"))
write_evaluation(evaluation, Path("result.html"))
"""

from summarizer.evaluation.alignment import evaluate_alignment
from summarizer.evaluation.facts import evaluate_facts
from summarizer.evaluation.results import Difference, Evaluation, Item, SystemResult
from summarizer.evaluation.run import run_predictions, run_task
from summarizer.evaluation.tasks import Task, load_task
from summarizer.evaluation.write import write_evaluation

__all__ = [
    "Difference",
    "Evaluation",
    "Item",
    "SystemResult",
    "Task",
    "evaluate_alignment",
    "evaluate_facts",
    "load_task",
    "run_predictions",
    "run_task",
    "write_evaluation",
]
