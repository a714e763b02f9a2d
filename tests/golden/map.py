"""Makes map.json and map_rows.npy of embeddings that were saved by `agelens embed DIR --out FOLDER --copies 0`:
    /usr/bin/python3 tests/golden/map.py FOLDER/features.npy
The rows are the embeddings' first 50 principal components; Debian 12's scikit-learn 1.2.1 maps them."""
import json
import os
import sys

import numpy as np
import sklearn
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness

folder = os.path.dirname(__file__)
embeddings = np.load(sys.argv[1])
rows = PCA(50, svd_solver="full").fit_transform(embeddings).astype(np.float32)
np.save(os.path.join(folder, "map_rows.npy"), rows)
pca = PCA(3, svd_solver="full").fit(rows[:, ::5].astype(np.float64))
perplexity = (len(rows) - 1) / 3
maps = []
for seed in range(1, 6):
    tsne = TSNE(perplexity=perplexity, init="pca", learning_rate="auto", method="exact", random_state=seed)
    coordinates = tsne.fit_transform(rows)
    maps.append({"cost": float(tsne.kl_divergence_), "trustworthiness": trustworthiness(rows, coordinates, n_neighbors=7)})
golden = {
    "sklearn": sklearn.__version__,
    "everyFifthColumn": {
        "explained": pca.explained_variance_ratio_.tolist(),
        "coordinates": pca.transform(rows[:, ::5].astype(np.float64)).tolist(),
        "axes": pca.components_.tolist(),
    },
    "perplexity": perplexity,
    "maps": maps,
}
with open(os.path.join(folder, "map.json"), "w") as file:
    json.dump(golden, file)
