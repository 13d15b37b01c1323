"""Questions to a corpus and their answers.

``kg.ask.run.ask(store, question)`` answers a question in words, ``kg.ask.options.tasks_query`` makes the same query out
of options, ``kg.ask.run.answer(store, query)`` answers a query, ``kg.ask.answer.answer_json`` gives its JSON and
``kg.ask.show.show(store, reference)`` a thing with its neighbours.
"""
