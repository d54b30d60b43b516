import threading
import time
import unittest

from moto.moto_server.werkzeug_app import DomainDispatcherApplication


class OneAtATime(unittest.TestCase):
    def test_a_call_waits_for_the_one_before(self) -> None:
        running: list[int] = []
        most: list[int] = []

        def slow(_environ: object, _start_response: object) -> list[bytes]:
            running.append(1)
            most.append(len(running))
            time.sleep(0.01)
            running.pop()
            return []

        server = DomainDispatcherApplication(lambda _service: None)
        server.get_application = lambda _environ: slow
        threads = [threading.Thread(target=server, args=({}, None)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(most, [1] * 8)
