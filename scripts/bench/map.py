"""Prints, as JSON, how trustworthy given maps are and what scikit-learn's t-SNE makes of the same rows:
    map.py ROWS.npy PERPLEXITY SEEDS MAP.npy..."""
import json
import sys
import time

import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness

rows = np.load(sys.argv[1])
if rows.shape[1] > 50:
    rows = PCA(50, svd_solver="full").fit_transform(rows)


def trust(coordinates):
    return trustworthiness(rows, coordinates, n_neighbors=7)


theirs = []
for seed in range(1, int(sys.argv[3]) + 1):
    tsne = TSNE(perplexity=float(sys.argv[2]), init="pca", learning_rate="auto", method="exact", random_state=seed)
    start = time.time()
    coordinates = tsne.fit_transform(rows)
    seconds = time.time() - start
    theirs.append({"cost": float(tsne.kl_divergence_), "trust": trust(coordinates), "seconds": seconds})
print(json.dumps({"trust": [trust(np.load(path)) for path in sys.argv[4:]], "theirs": theirs}))
